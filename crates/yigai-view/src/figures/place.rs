use yigai::chrono::Datelike;
use yigai::contract::Document;
use yigai::model::place::{Division, Gazetteer, PlaceName};

/// The place or institution that a report is about, as far as it can be told from another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    /// The name as found.
    pub(crate) name: String,
    /// The code of the one division that had that name in the report's year; `None` where there is none, or several.
    pub(crate) code: Option<String>,
}

impl Place {
    /// The place of a report; `None` where it names none or masks it.
    pub(crate) fn of(document: &Document) -> Option<Self> {
        let institution = document.issuer.as_deref().and_then(institution);
        let institution = institution.or_else(|| institution_in_title(document.title.as_deref()?));
        if let Some(name) = institution {
            return Some(Self { name: name.to_owned(), code: None });
        }
        let name = PlaceName::read(document.region.as_deref()?).name()?.to_owned();
        let year = document.period.map(|period| period.start.year());
        let in_force = |division: &&Division| {
            let (first, last) = division.seen();
            year.is_none_or(|year| first <= year && year <= last)
        };
        let mut codes: Vec<_> =
            Gazetteer::builtin().by_name(&name).filter(in_force).map(Division::code).collect();
        codes.dedup();
        let code = match codes.as_slice() {
            [only] => Some(only.to_string()),
            _ => None,
        };
        Some(Self { name, code })
    }

    /// A place that the caller names.
    #[cfg(any(feature = "dhis2", feature = "sdmx"))]
    pub(crate) fn named(name: &str) -> Self {
        Self { name: name.to_owned(), code: None }
    }

    /// The code, or the name where there is none.
    #[cfg(any(feature = "dhis2", feature = "sdmx"))]
    pub(crate) fn id(&self) -> &str {
        self.code.as_deref().unwrap_or(&self.name)
    }
}

/// A name that ends as those of institutions do: its figures are its own and not those of the county.
fn institution(name: &str) -> Option<&str> {
    let name = name.trim();
    let own = ["医院", "卫生院", "保健院", "服务中心", "服务站", "卫生室", "保健站"].iter().any(|end| {
        // 各卫生院 and the bare kind are no one institution's name.
        name.len() > end.len() && name.ends_with(end)
    });
    (own && PlaceName::read(name).name().is_some()).then_some(name)
}

/// The institution that a title begins with: X镇卫生院2016年工作总结.
fn institution_in_title(title: &str) -> Option<&str> {
    let title = title.trim().trim_start_matches("关于").trim();
    let end = title.find(|c: char| c.is_ascii_digit() || "二关工总汇情年上下半".contains(c))?;
    institution(title.get(..end)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_institution_at_the_head_of_a_title_is_the_place() {
        for (title, name) in [
            ("梅岭镇中心卫生院2016年度工作总结", Some("梅岭镇中心卫生院")),
            ("沙河县人民医院关于控费情况的汇报", Some("沙河县人民医院")),
            ("东桥社区卫生服务中心工作汇报", Some("东桥社区卫生服务中心")),
            ("沙河县县级公立医院综合改革情况通报", None),
            ("沙河县卫生局2011年工作总结", None),
            ("2011年工作总结", None),
        ] {
            assert_eq!(institution_in_title(title), name, "{title}");
        }
    }
}
