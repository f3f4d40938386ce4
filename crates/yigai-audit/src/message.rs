//! The sentences of findings, in both languages, from a key and its parameters.

use std::borrow::Cow;

use crate::finding::{Grade, Message, Rule};

/// What a sentence says about its finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Consistent,
    NearMiss,
    Mismatch,
    /// The figures are so far apart that they are not about one thing.
    Far,
    /// Another number of the formula is in doubt.
    Doubt,
    /// The numbers are too large or do not bound each other.
    Silent,
}

/// The parameters of a sentence; what a sentence does not use stays empty.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words<'a> {
    pub(crate) stated: Cow<'a, str>,
    pub(crate) formula: String,
    pub(crate) computed: Cow<'a, str>,
    pub(crate) gap: String,
    pub(crate) other: Cow<'a, str>,
    pub(crate) grade: Option<Grade>,
}

/// As `format!` of names alone, whose length is known before anything is written.
macro_rules! sentence {
    ($($part:expr),* $(,)?) => {
        [$(AsRef::<str>::as_ref(&$part)),*].concat()
    };
}

macro_rules! keys {
    ($rule:expr, $kind:expr, $($variant:ident $name:literal),*) => {
        match ($rule, $kind) {
            $(
                (Rule::$variant, Kind::Consistent) => concat!($name, ".consistent"),
                (Rule::$variant, Kind::NearMiss) => concat!($name, ".near_miss"),
                (Rule::$variant, Kind::Mismatch) => concat!($name, ".mismatch"),
                (Rule::$variant, Kind::Far) => concat!($name, ".far"),
                (Rule::$variant, Kind::Doubt) => concat!($name, ".doubt"),
                (Rule::$variant, Kind::Silent) => concat!($name, ".silent"),
            )*
        }
    };
}

const fn key(rule: Rule, kind: Kind) -> &'static str {
    keys!(
        rule, kind, Sum "sum", Share "share", Growth "growth", Difference "difference", Points "points", Ratio "ratio",
        Product "product", Split "split", Remainder "remainder", Multiple "multiple", Count "count", Bound "bound",
        Order "order", Repeat "repeat", Corrupt "corrupt"
    )
}

/// What the computed side is called: in Chinese, in English.
const fn name(rule: Rule) -> (&'static str, &'static str) {
    match rule {
        Rule::Sum => ("各部分之和", "the sum of the parts"),
        Rule::Share => ("部分除以整体", "the part over its whole"),
        Rule::Growth => ("前后两数的变化幅度", "the relative change between the two values"),
        Rule::Difference => ("前后两数之差", "the difference of the two values"),
        Rule::Points => ("两个百分比之差", "the difference of the two percentages"),
        Rule::Ratio => ("分子除以分母", "the numerator over the denominator"),
        Rule::Product => ("标准乘以数量", "the standard times the count"),
        Rule::Split => ("各项合成", "what the other parts leave or make"),
        Rule::Remainder => ("已完成、在建与待建之和", "what is done, under way and still to start"),
        Rule::Multiple => ("前后两数的倍数", "the multiple between the two values"),
        Rule::Count => ("列出的项数", "the number of things listed"),
        Rule::Bound => ("按户均分配推算", "what so many to each makes"),
        Rule::Order => ("另一数", "the other value"),
        Rule::Repeat => ("前文所述", "what was stated before"),
        Rule::Corrupt => ("原数", "the number itself"),
    }
}

const fn grade(grade: Grade) -> (&'static str, &'static str) {
    match grade {
        Grade::Exact => ("完全一致", "to the last digit"),
        Grade::Rounded => ("四舍五入后一致", "rounded"),
        Grade::Truncated => ("舍去尾数后一致", "cut off after its last place"),
        Grade::Balanced => ("为使各项合计为100而调整", "set so that the shares make 100"),
        Grade::Hedged => ("在所写的约数、界限之内", "within the room its wording leaves"),
    }
}

impl Words<'_> {
    /// The sentence of a rule.
    pub(crate) fn of(&self, rule: Rule, kind: Kind) -> Message {
        let ((name_zh, name_en), Self { stated, formula, computed, gap, other, .. }) = (name(rule), self);
        let (grade_zh, grade_en) = self.grade.map_or(("一致", "to the last digit"), grade);
        let order = rule == Rule::Order;
        let (zh, en) = match kind {
            Kind::Consistent if order => {
                (sentence!(formula, ",大小关系成立。"), sentence!(formula, " holds."))
            }
            Kind::Mismatch if order => (
                sentence!("按文意应有", formula, ",但原文数字不符,请核对。"),
                sentence!(
                    "The wording implies ",
                    formula,
                    ", which the stated numbers contradict; please check."
                ),
            ),
            Kind::Consistent => (
                sentence!(stated, "与", name_zh, computed, "相符(", grade_zh, ")。"),
                sentence!(stated, " agrees with ", name_en, ", ", computed, " (", grade_en, ")."),
            ),
            Kind::NearMiss => (
                sentence!(stated, "与", name_zh, computed, "只差末位不足一个单位。"),
                sentence!(
                    stated,
                    " misses ",
                    name_en,
                    ", ",
                    computed,
                    ", by less than one unit of its last place."
                ),
            ),
            Kind::Mismatch if gap.is_empty() => (
                sentence!("写的是", stated, ",而", name_zh, "为", computed, ",请核对。"),
                sentence!(stated, " is stated, but ", name_en, " is ", computed, "; please check."),
            ),
            Kind::Mismatch => (
                sentence!("写的是", stated, ",而", name_zh, "为", computed, ",相差", gap, ",请核对。"),
                sentence!(
                    stated,
                    " is stated, but ",
                    name_en,
                    " is ",
                    computed,
                    ", a difference of ",
                    gap,
                    "; please check."
                ),
            ),
            Kind::Far => (
                sentence!(stated, "与", name_zh, computed, "相差太远,可能说的不是同一件事,未作判断。"),
                sentence!(
                    stated,
                    " and ",
                    name_en,
                    ", ",
                    computed,
                    ", are too far apart to be about one thing; not judged."
                ),
            ),
            Kind::Doubt => (
                sentence!(other, "本身存疑,因此", stated, "未能复算。"),
                sentence!(other, " is itself in doubt, so ", stated, " could not be recomputed."),
            ),
            Kind::Silent => (
                sentence!("所给数字不足以复算", stated, "。"),
                sentence!("The stated numbers do not suffice to recompute ", stated, "."),
            ),
        };
        Message { key: key(rule, kind), zh, en }
    }

    /// The sentence about a number that the others of a formula do not allow.
    pub(crate) fn about(&self, rule: Rule) -> Message {
        let Self { stated, formula, computed, .. } = self;
        let (zh, en) = if computed.is_empty() {
            (
                sentence!(stated, "与", formula, "中的其他数字对不上,请核对。"),
                sentence!(stated, " does not fit the other numbers of ", formula, "; please check."),
            )
        } else {
            (
                sentence!("写的是", stated, ",按", formula, "应为", computed, ",请核对。"),
                sentence!(stated, " is stated, but ", formula, " makes it ", computed, "; please check."),
            )
        };
        Message { key: key(rule, Kind::Mismatch), zh, en }
    }

    /// The sentence about two dates.
    pub(crate) fn dates(&self, kind: Kind) -> Message {
        let Self { stated, other, .. } = self;
        match kind {
            Kind::Consistent => Message {
                key: "order.dates.consistent",
                zh: sentence!(other, "在前,", stated, "在后,顺序成立。"),
                en: sentence!(stated, " is after ", other, ", as the text says."),
            },
            _ => Message {
                key: "order.dates.mismatch",
                zh: sentence!("按文意", stated, "应在", other, "之后,但日期更早,请核对。"),
                en: sentence!(
                    "The text puts ",
                    stated,
                    " after ",
                    other,
                    ", but its date is earlier; please check."
                ),
            },
        }
    }
}
