use yigai_span::Span;

/// A relation between mentions that the wording licenses. All numbers are indices into the mentions of the report.
///
/// A relation says what belongs together; whether the figures agree is for the audit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// What is related, and how.
    pub link: Link,
    /// The words that license it, in the clean text.
    pub evidence: Span,
    /// Whether the wording is so close that figures which disagree are an error; else they may be about different things,
    /// and only an agreement says something.
    pub firm: bool,
}

/// The kinds of relation.
#[allow(missing_docs)] // the doc of each variant names its fields
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// 共计, 合计, 分别为, 其中: `whole` is said to consist of `parts`. `complete` where the wording says that these are
    /// all parts (共计 after a list, 分别为 over the kinds of one thing); else (其中) they may be only some.
    /// `implied_units` counts named parts without a number (9个街道、银江镇、61个社区: one).
    Sum { whole: usize, parts: Vec<usize>, complete: bool, implied_units: u32 },
    /// 其中 with parts that exclude each other but need not be all: together they are at most `whole`.
    Within { whole: usize, parts: Vec<usize> },
    /// 占: `share` (a percentage) is `part` of `whole`.
    Share { share: usize, part: usize, whole: usize },
    /// The shares of one complete split, which total 100.
    Shares { shares: Vec<usize> },
    /// The shares of parts of one whole that no word ties to them: 县外a人次、县级b人次、乡镇c人次,分别占20%、44%和36%.
    Parted { shares: Vec<usize>, parts: Vec<usize> },
    /// 由A降为B, 下降r%; 比上年增加d, 增长r%: any of the sides may be missing.
    Change(Change),
    /// A rate, coverage or use share over its numerator and denominator: 使用率94% = spent / raised.
    Rate { rate: usize, numerator: Vec<usize>, denominator: Vec<usize> },
    /// `amount` = sum over the lists of (factors multiplied), times `times` (12 for 元/月 over a year):
    /// 61466人 x 2元/人 + 35944人 x 4元/人 has two lists.
    Product { amount: usize, terms: Vec<Vec<usize>>, times: u32 },
    /// Per-head money over levels of government: 15元 = 中央12元 + 省1.5元 + …
    Split { whole: usize, parts: Vec<usize> },
    /// `planned` = `done` + those under way, to start, or otherwise accounted for.
    Progress { planned: usize, parts: Vec<usize> },
    /// 年末结存 = 年初结转 + 筹集 − 支出; 人均自付 = (总费用 − 报销) / 人次; 覆盖率 = (行政村 − 空白村) / 行政村: `of` added up, less
    /// `less`, over `among` where it is a rate or for each.
    Left { left: usize, of: Vec<usize>, less: Vec<usize>, among: Option<usize> },
    /// 减半为M元, 前三季度应支M万元: `portion` is the first of `parts` over the second of `whole`, (3, 4) for three quarters.
    Portion { portion: usize, whole: usize, parts: (u32, u32) },
    /// The same fact stated twice.
    Repeat { first: usize, again: usize },
    /// `part` lies within `whole`: 其中, 含, or by the model (contracts within posts, spent within raised).
    Subset { part: usize, whole: usize },
    /// `each` of `holders` has between the ends of `each`; `total` is stated: 每县1-2个, 13个.
    Allocation { total: usize, holders: usize, each: usize },
    /// Two dates that the text puts in order.
    Dates { earlier: usize, later: usize },
    /// `stated` things are said to be listed and `listed` were found; `open` where 等 leaves room for more.
    Listed { stated: usize, listed: u32, open: bool },
}

/// A comparison over time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The earlier value.
    pub from: Option<usize>,
    /// The later value.
    pub to: Option<usize>,
    /// The absolute change, in the unit of the values (percentage points for percentages).
    pub by: Option<usize>,
    /// The relative change, in percent or 倍.
    pub rate: Option<usize>,
    /// Whether 倍 counts the increase (增长1.5倍) or the whole (是…的1.5倍); false for percentages.
    pub multiple_of_base: bool,
    /// Where the words say it went.
    pub direction: Direction,
}

/// Where a comparison says a value went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// 增加, 上升, 提高.
    Up,
    /// 减少, 下降, 降为.
    Down,
    /// 由A调整为B.
    Unsaid,
}
