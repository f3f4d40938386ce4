use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::scheme::{Band, Chronic, Critical, Share, Tier, TopUp, tier_index};
use super::{Care, Category, Episode, Percent, Refusal, Scheme, YearToDate};
use crate::compute::to_fen;

/// Who pays, in the legal order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layer {
    /// 基本医保(新农合): the scheme's own fund.
    Basic,
    /// 大病保险.
    Critical,
    /// 商业补充保险.
    Supplement,
    /// 医疗救助.
    Assistance,
    /// 政府兜底.
    TopUp,
    /// 个人自付.
    Patient,
}

/// What each layer pays of one episode, and the figures it was computed from. All amounts are in 元, to 0.01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Settlement {
    /// The kind of care.
    pub care: Care,
    /// The whole cost.
    pub cost: Decimal,
    /// What of it is outside the lists.
    pub out_of_list: Decimal,
    /// Which stay of the year it is, for inpatient care.
    pub stay: u32,
    /// The deductible that was taken.
    pub deductible: Decimal,
    /// What the ratio is applied to.
    pub base: Decimal,
    /// What of the base is for essential medicines.
    pub essential_base: Decimal,
    /// The ratio for the rest of the base.
    pub ratio: Percent,
    /// The ratio for essential medicines.
    pub essential_ratio: Percent,
    /// What the ratios give, before floor and caps.
    pub computed: Decimal,
    /// What the minimum payment gives, where the scheme has one and it is more.
    pub floor: Option<Decimal>,
    /// What the caps leave, where that is less.
    pub cap: Option<Decimal>,
    /// What the basic scheme pays.
    pub basic: Decimal,
    /// The in-policy cost left by the basic scheme, of the year to date, this episode included.
    pub critical_base: Decimal,
    /// The threshold of the critical-illness insurance.
    pub critical_threshold: Decimal,
    /// What its bands give on the year to date.
    pub critical_due: Decimal,
    /// What the critical-illness insurance pays: what is due less what it paid before.
    pub critical: Decimal,
    /// How the supplement was computed.
    pub supplement_terms: ShareTerms,
    /// What the supplement pays.
    pub supplement: Decimal,
    /// How medical assistance was computed.
    pub assistance_terms: ShareTerms,
    /// What medical assistance pays.
    pub assistance: Decimal,
    /// What the government guarantees of the cost.
    pub top_up_target: Percent,
    /// What the government's top-up pays.
    pub top_up: Decimal,
    /// What is left to the patient.
    pub patient: Decimal,
}

/// How a layer that pays a ratio of what is left was computed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ShareTerms {
    /// What the layers before left inside the lists.
    pub left: Decimal,
    /// What is taken off first.
    pub deductible: Decimal,
    /// The ratio.
    pub ratio: Percent,
    /// What they give before the annual cap.
    pub due: Decimal,
}

impl Settlement {
    /// The cost inside the lists.
    pub fn in_list(&self) -> Decimal {
        self.cost - self.out_of_list
    }

    /// What all layers pay together.
    pub fn paid(&self) -> Decimal {
        let later = [self.critical, self.supplement, self.assistance, self.top_up];
        later.into_iter().filter(|amount| !amount.is_zero()).fold(self.basic, |sum, amount| sum + amount)
    }

    /// Every payer with what it pays, in the legal order; they add up to the cost.
    pub fn payments(&self) -> [(Layer, Decimal); 6] {
        [
            (Layer::Basic, self.basic),
            (Layer::Critical, self.critical),
            (Layer::Supplement, self.supplement),
            (Layer::Assistance, self.assistance),
            (Layer::TopUp, self.top_up),
            (Layer::Patient, self.patient),
        ]
    }

    /// The basic scheme's payment in percent of the cost inside the lists (政策范围内补偿比), two decimals half up;
    /// `None` without such a cost.
    pub fn policy_ratio(&self) -> Option<Decimal> {
        percent(self.basic, self.in_list())
    }

    /// The basic scheme's payment in percent of the whole cost (实际补偿比), two decimals half up.
    pub fn actual_ratio(&self) -> Option<Decimal> {
        percent(self.basic, self.cost)
    }
}

fn percent(part: Decimal, whole: Decimal) -> Option<Decimal> {
    crate::compute::rate(part, whole).ok().map(|rate| crate::compute::round_half_up(rate, 2))
}

/// What the basic scheme pays, and how.
#[derive(Clone, Copy, Default)]
struct Basic {
    deductible: Decimal,
    base: Decimal,
    essential_base: Decimal,
    ratio: Percent,
    essential_ratio: Percent,
    computed: Decimal,
    floor: Option<Decimal>,
    cap: Option<Decimal>,
    paid: Decimal,
}

impl Scheme {
    /// Settles one episode of a person whose year so far is `year`, and moves the year on.
    ///
    /// # Errors
    /// A [`Refusal`] with the field at fault; the year is then as it was.
    ///
    /// ```
    /// use yigai_model::settle::{Care, Category, Episode, Level, Place, Scheme, YearToDate};
    ///
    /// let scheme = Scheme::from_toml(
    ///     "name = \"甲县\"\nstart = \"2011-01-01\"\nend = \"2011-12-31\"\n\
    ///      [[inpatient]]\nlevel = \"county\"\ndeductible = \"400\"\nratio = \"70%\"\n",
    /// )
    /// .unwrap();
    /// let mut episode = Episode {
    ///     id: "1".to_owned(),
    ///     person: "甲".to_owned(),
    ///     date: "2011-05-06".parse().unwrap(),
    ///     enrolled: None,
    ///     category: Category::General,
    ///     care: Care::Inpatient,
    ///     level: Level::County,
    ///     place: Place::Inside,
    ///     referred: true,
    ///     cost: "12600".parse().unwrap(),
    ///     out_of_list: "1600".parse().unwrap(),
    ///     essential: "0".parse().unwrap(),
    /// };
    /// let settled = scheme.settle(&episode, &mut YearToDate::default()).unwrap();
    /// assert_eq!(settled.basic.to_string(), "7420.00"); // (12600 - 1600 - 400) x 70%
    /// assert_eq!(settled.policy_ratio().unwrap().to_string(), "67.45");
    /// assert_eq!(settled.actual_ratio().unwrap().to_string(), "58.89");
    /// assert_eq!(settled.patient.to_string(), "5180.00");
    ///
    /// episode.cost = "-1".parse().unwrap();
    /// let refusal = scheme.settle(&episode, &mut YearToDate::default()).unwrap_err();
    /// assert_eq!(refusal.to_string(), "`cost`: -1 is negative");
    /// ```
    pub fn settle(&self, episode: &Episode, year: &mut YearToDate) -> Result<Settlement, Refusal> {
        episode.check()?;
        if episode.date < self.start || self.end < episode.date {
            return Err(Refusal::OutsidePeriod { date: episode.date, start: self.start, end: self.end });
        }
        let mut next = year.before(episode.date)?;
        let basic = self.basic(episode, &mut next)?;
        let in_list = episode.in_list();
        let mut left = (in_list - basic.paid).max(Decimal::ZERO);
        let mut settled = Settlement {
            care: episode.care,
            cost: episode.cost,
            out_of_list: episode.out_of_list,
            stay: next.stays,
            deductible: basic.deductible,
            base: basic.base,
            essential_base: basic.essential_base,
            ratio: basic.ratio,
            essential_ratio: basic.essential_ratio,
            computed: basic.computed,
            floor: basic.floor,
            cap: basic.cap,
            basic: basic.paid,
            critical_base: Decimal::ZERO,
            critical_threshold: Decimal::ZERO,
            critical_due: Decimal::ZERO,
            critical: Decimal::ZERO,
            supplement_terms: ShareTerms::default(),
            supplement: Decimal::ZERO,
            assistance_terms: ShareTerms::default(),
            assistance: Decimal::ZERO,
            top_up_target: Percent::default(),
            top_up: Decimal::ZERO,
            patient: Decimal::ZERO,
        };
        // The later layers answer for serious illness; visits and fixed payments end with the basic scheme.
        if matches!(episode.care, Care::Inpatient | Care::Chronic) {
            if let Some(critical) = &self.critical {
                critical.settle(episode.category, left, &mut settled, &mut next);
                left -= settled.critical;
            }
            if let Some(share) = self.supplement.as_ref().filter(|share| share.serves(episode.category)) {
                settled.supplement_terms = share.terms(left);
                settled.supplement = share.pays(settled.supplement_terms, &mut next.supplement);
                left -= settled.supplement;
            }
            if let Some(share) = self.assistance.iter().find(|share| share.serves(episode.category)) {
                settled.assistance_terms = share.terms(left);
                settled.assistance = share.pays(settled.assistance_terms, &mut next.assistance);
            }
            let top_up = self.top_up.as_ref().filter(|top_up| top_up.categories.contains(&episode.category));
            if let Some(top_up) = top_up {
                settled.top_up_target = top_up.target;
                settled.top_up = top_up.pays(episode, settled.paid(), &mut next.top_up);
            }
        }
        settled.patient = settled.cost - settled.paid();
        *year = next;
        Ok(settled)
    }

    fn basic(&self, episode: &Episode, year: &mut YearToDate) -> Result<Basic, Refusal> {
        let index = tier_index(episode.level, episode.place);
        let no_rule = |field, value: String| Refusal::NoRule { field, value };
        match episode.care {
            Care::Inpatient => {
                let tier = self.inpatient.get(index).and_then(Option::as_ref).ok_or_else(|| {
                    no_rule("level", format!("inpatient care at {:?}, {:?}", episode.level, episode.place))
                })?;
                let basic = tier.inpatient(episode, year.stays, self.annual_cap.map(|cap| cap - year.basic));
                year.stays += 1;
                year.basic += basic.paid;
                Ok(basic)
            }
            Care::Outpatient => {
                let tier = self.outpatient.get(index).and_then(Option::as_ref).ok_or_else(|| {
                    no_rule("level", format!("outpatient care at {:?}, {:?}", episode.level, episode.place))
                })?;
                let annual = self.outpatient_annual_cap.map(|cap| cap - year.outpatient);
                let cap = [self.outpatient_visit_cap, annual].into_iter().flatten().min();
                let basic = tier.outpatient(episode, cap);
                year.outpatient += basic.paid;
                Ok(basic)
            }
            Care::Chronic => {
                let chronic =
                    self.chronic.as_ref().ok_or_else(|| no_rule("care", "chronic disease".to_owned()))?;
                let basic = chronic.settle(episode, year, self.annual_cap);
                year.chronic += basic.paid;
                year.basic += basic.paid;
                Ok(basic)
            }
            Care::Delivery => {
                let fixed = self.delivery.ok_or_else(|| no_rule("care", "delivery".to_owned()))?;
                let base = episode.cost.min(fixed);
                Ok(Basic { base, computed: base, paid: base, ..Basic::default() })
            }
        }
    }
}

/// The base at its ratio, essential medicines at theirs.
fn blend(base: Decimal, essential: Decimal, ratio: Percent, essential_ratio: Percent) -> Decimal {
    if essential.is_zero() || ratio == essential_ratio {
        return to_fen(ratio.of(base));
    }
    to_fen(ratio.of(base - essential) + essential_ratio.of(essential))
}

impl Tier {
    fn inpatient(&self, episode: &Episode, stays: u32, cap: Option<Decimal>) -> Basic {
        let deductible = match (self.waived_for.contains(&episode.category), stays) {
            (true, _) => Decimal::ZERO,
            (false, 0) => self.deductible,
            (false, _) => self.repeat_deductible,
        };
        let (ratio, essential_ratio) = if episode.referred {
            (self.ratio, self.essential_ratio)
        } else {
            (self.unreferred_ratio, self.unreferred_essential_ratio)
        };
        let in_list = episode.in_list();
        let base = (in_list - deductible).max(Decimal::ZERO);
        // The deductible is taken from other costs first, so that the uplift is not lost to it.
        let essential_base = episode.essential.min(base);
        let computed = blend(base, essential_base, ratio, essential_ratio);
        let floor = self.floor.map(|floor| to_fen(floor.of(episode.cost))).filter(|floor| *floor > computed);
        let due = floor.unwrap_or(computed);
        let cap = cap.filter(|cap| *cap < due);
        Basic {
            deductible: deductible.min(in_list),
            base,
            essential_base,
            ratio,
            essential_ratio,
            computed,
            floor,
            cap,
            paid: cap.unwrap_or(due),
        }
    }

    fn outpatient(&self, episode: &Episode, cap: Option<Decimal>) -> Basic {
        let in_list = episode.in_list();
        let deductible =
            if self.waived_for.contains(&episode.category) { Decimal::ZERO } else { self.deductible };
        let base = (in_list - deductible).max(Decimal::ZERO);
        let essential_base = episode.essential.min(base);
        let computed = blend(base, essential_base, self.ratio, self.essential_ratio);
        let cap = cap.filter(|cap| *cap < computed);
        Basic {
            deductible: deductible.min(in_list),
            base,
            essential_base,
            ratio: self.ratio,
            essential_ratio: self.essential_ratio,
            computed,
            floor: None,
            cap,
            paid: cap.unwrap_or(computed),
        }
    }
}

impl Chronic {
    /// The deductible of chronic care is taken once a year.
    fn settle(&self, episode: &Episode, year: &mut YearToDate, annual_cap: Option<Decimal>) -> Basic {
        let in_list = episode.in_list();
        let deductible = (self.deductible - year.chronic_deductible).min(in_list);
        year.chronic_deductible += deductible;
        let base = in_list - deductible;
        let computed = to_fen(self.ratio.of(base));
        let scheme = annual_cap.map(|cap| cap - year.basic);
        let cap = [Some(self.annual_cap - year.chronic), scheme].into_iter().flatten().min();
        let cap = cap.filter(|cap| *cap < computed);
        Basic {
            deductible,
            base,
            ratio: self.ratio,
            essential_ratio: self.ratio,
            computed,
            cap,
            paid: cap.unwrap_or(computed),
            ..Basic::default()
        }
    }
}

impl Critical {
    /// The insurance looks at the year to date: what is due on all of it, less what was paid before.
    fn settle(&self, category: Category, left: Decimal, settled: &mut Settlement, year: &mut YearToDate) {
        let favoured = self.favoured.contains(&category);
        let (threshold, bands, cap) = if favoured {
            (self.favoured_threshold, &self.favoured_bands, self.favoured_cap)
        } else {
            (self.threshold, &self.bands, self.annual_cap)
        };
        year.critical_base += left;
        let excess = (year.critical_base - threshold).max(Decimal::ZERO);
        let mut due = to_fen(in_bands(excess, bands));
        if let Some(cap) = cap {
            due = due.min(cap);
        }
        let paid = (due - year.critical).max(Decimal::ZERO).min(left);
        year.critical += paid;
        settled.critical_base = year.critical_base;
        settled.critical_threshold = threshold;
        settled.critical_due = due;
        settled.critical = paid;
    }
}

/// What a table of bands gives on an amount: the sum over the bands of the part inside times its ratio, not rounded.
pub(crate) fn in_bands(amount: Decimal, bands: &[Band]) -> Decimal {
    let mut sum = Decimal::ZERO;
    for band in bands {
        if amount <= band.from {
            break;
        }
        let top = band.to.map_or(amount, |to| to.min(amount));
        sum += band.ratio.of(top - band.from);
    }
    sum
}

impl Share {
    fn serves(&self, category: Category) -> bool {
        self.categories.contains(&category)
    }

    fn terms(&self, left: Decimal) -> ShareTerms {
        let deductible = self.deductible.min(left);
        ShareTerms { left, deductible, ratio: self.ratio, due: to_fen(self.ratio.of(left - deductible)) }
    }

    fn pays(&self, terms: ShareTerms, so_far: &mut Decimal) -> Decimal {
        // Whoever was of another group before may have had more than this group's cap.
        let paid = self.annual_cap.map_or(terms.due, |cap| terms.due.min((cap - *so_far).max(Decimal::ZERO)));
        *so_far += paid;
        paid
    }
}

impl TopUp {
    fn pays(&self, episode: &Episode, paid: Decimal, so_far: &mut Decimal) -> Decimal {
        let base = if self.out_of_list { episode.cost } else { episode.in_list() };
        let due = (to_fen(self.target.of(base)) - paid).max(Decimal::ZERO);
        let paid = self.annual_cap.map_or(due, |cap| due.min(cap - *so_far));
        *so_far += paid;
        paid
    }
}
