use rust_decimal::Decimal;

use super::{Care, Layer, Refusal, Settlement, ShareTerms};

/// The language of an explanation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// Chinese.
    #[default]
    Chinese,
    /// English.
    English,
}

impl Layer {
    /// Its name.
    pub fn name(self, language: Language) -> &'static str {
        let (chinese, english) = match self {
            Self::Basic => ("基本医保", "basic insurance"),
            Self::Critical => ("大病保险", "critical-illness insurance"),
            Self::Supplement => ("补充保险", "supplement"),
            Self::Assistance => ("医疗救助", "medical assistance"),
            Self::TopUp => ("政府兜底", "government top-up"),
            Self::Patient => ("个人自付", "patient"),
        };
        if language == Language::Chinese { chinese } else { english }
    }
}

impl Settlement {
    /// Every payer that pays something, and the patient: what, and how it was found, in the legal order.
    ///
    /// The formulas hold the settlement's own numbers, so that a reader can redo them with a pencil.
    pub fn lines(&self, language: Language) -> Vec<(Layer, Decimal, String)> {
        self.payments()
            .into_iter()
            .filter(|(layer, amount)| matches!(layer, Layer::Basic | Layer::Patient) || !amount.is_zero())
            .map(|(layer, amount)| (layer, amount, self.why(layer, language)))
            .collect()
    }

    fn why(&self, layer: Layer, language: Language) -> String {
        let chinese = language == Language::Chinese;
        match layer {
            Layer::Basic => self.why_basic(chinese),
            Layer::Critical => {
                let (base, threshold, due) = (self.critical_base, self.critical_threshold, self.critical_due);
                let before = due - self.critical;
                if chinese {
                    format!(
                        "本年累计合规自付{base}元, 超过起付线{threshold}元的部分分段应付{due}元, 减去已付{before}元"
                    )
                } else {
                    format!(
                        "{base} left inside the lists in the year so far; the bands give {due} above {threshold}, less \
                         {before} paid before"
                    )
                }
            }
            Layer::Supplement => share(&self.supplement_terms, self.supplement, chinese),
            Layer::Assistance => share(&self.assistance_terms, self.assistance, chinese),
            Layer::TopUp => {
                let (before, target) = (self.paid() - self.top_up, self.top_up_target);
                if chinese {
                    format!("前面各层共付{before}元, 兜底到{target}")
                } else {
                    format!("the layers before pay {before}; topped up to {target}")
                }
            }
            Layer::Patient => {
                let (cost, paid) = (self.cost, self.paid());
                if chinese {
                    format!("{cost} - {paid}, 其中目录外{}元", self.out_of_list)
                } else {
                    format!("{cost} - {paid}, of which {} outside the lists", self.out_of_list)
                }
            }
        }
    }

    fn why_basic(&self, chinese: bool) -> String {
        if self.care == Care::Delivery {
            return if chinese {
                "住院分娩定额补助".to_owned()
            } else {
                "fixed payment for a delivery".to_owned()
            };
        }
        let before = format!("{} - {} - {}", self.cost, self.out_of_list, self.deductible);
        let mut text = if self.essential_base.is_zero() || self.ratio == self.essential_ratio {
            format!("({before}) x {}", self.ratio)
        } else {
            let (essential, uplifted) = (self.essential_base, self.essential_ratio);
            format!("({before} - {essential}) x {} + {essential} x {uplifted}", self.ratio)
        };
        text.push_str(&format!(" = {}", self.computed));
        if let Some(floor) = self.floor {
            text.push_str(&if chinese {
                format!("; 保底{floor}")
            } else {
                format!("; minimum payment {floor}")
            });
        }
        if let Some(cap) = self.cap {
            text.push_str(&cap_leaves(cap, chinese));
        }
        text
    }
}

fn share(terms: &ShareTerms, paid: Decimal, chinese: bool) -> String {
    let ShareTerms { left, deductible, ratio, due } = terms;
    let mut text = if deductible.is_zero() {
        format!("{left} x {ratio} = {due}")
    } else {
        format!("({left} - {deductible}) x {ratio} = {due}")
    };
    if paid < *due {
        text.push_str(&cap_leaves(paid, chinese));
    }
    text
}

fn cap_leaves(cap: Decimal, chinese: bool) -> String {
    if chinese { format!("; 限额剩余{cap}") } else { format!("; the cap leaves {cap}") }
}

impl Refusal {
    /// The refusal as a sentence in a language.
    pub fn message(&self, language: Language) -> String {
        if language == Language::English {
            return self.to_string();
        }
        match self {
            Self::Negative { field, amount } => format!("`{field}`: {amount} 是负数"),
            Self::BelowFen { field, amount } => format!("`{field}`: {amount} 细于0.01元"),
            Self::TooLarge { field, amount } => format!("`{field}`: {amount} 超过10亿元"),
            Self::PartAboveWhole { field, part, within, whole } => {
                format!("`{field}`: {part} 大于 `{within}` 的 {whole}")
            }
            Self::BeforeEnrolment { date, enrolled } => format!("`date`: {date} 早于参保(参合)日 {enrolled}"),
            Self::OutsidePeriod { date, start, end } => {
                format!("`date`: {date} 不在方案有效期 {start} 至 {end} 内")
            }
            Self::OutOfOrder { date, last } => {
                format!("`date`: {date} 早于此人已结算的 {last}, 请按日期顺序结算")
            }
            Self::NoRule { field, value } => format!("`{field}`: 方案中没有 {value} 的规定"),
        }
    }
}
