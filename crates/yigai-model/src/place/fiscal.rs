use std::sync::OnceLock;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::DivisionCode;

/// Who pays (各级财政).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FiscalLevel {
    /// 中央.
    Central,
    /// 省, 自治区.
    Province,
    /// 市, 州.
    Prefecture,
    /// 县, 区.
    County,
    /// 乡镇.
    Township,
    /// 集体, 民政.
    Collective,
    /// 个人.
    Individual,
}

impl FiscalLevel {
    /// The Chinese word.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Central => "中央",
            Self::Province => "省级",
            Self::Prefecture => "市级",
            Self::County => "县级",
            Self::Township => "乡镇",
            Self::Collective => "集体",
            Self::Individual => "个人",
        }
    }

    /// The indicator of its share, where the catalogue has one.
    pub fn indicator(self) -> Option<&'static str> {
        match self {
            Self::Central => Some("fin_level_central"),
            Self::Province => Some("fin_level_prov"),
            Self::Prefecture => Some("fin_level_city"),
            Self::County => Some("fin_level_county"),
            Self::Township | Self::Collective | Self::Individual => None,
        }
    }
}

/// The region of a province in health programmes before 2019.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Region {
    /// 西部.
    West,
    /// 中部.
    Central,
    /// 东部.
    East,
}

/// How a province shares health money with the centre.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct RegionRow {
    /// The province.
    pub province: DivisionCode,
    /// Its region before 2019; the lists of single programmes differ.
    pub region: Region,
    /// Its tier from 2019 on, 1 to 5 (unconfirmed).
    pub tier: u8,
    /// What the centre pays from 2019 on, in percent (unconfirmed).
    pub central_share: Decimal,
}

/// The region and tier of the province of a code; `None` for one without (Hong Kong, Macao, Taiwan).
///
/// ```
/// use yigai_model::place::{Region, region_of};
///
/// let row = region_of("511502".parse().unwrap()).unwrap();
/// assert_eq!((row.region, row.tier), (Region::West, 1));
/// assert!(region_of("710000".parse().unwrap()).is_none());
/// ```
pub fn region_of(code: DivisionCode) -> Option<RegionRow> {
    rows().iter().find(|row| row.province == code.province()).copied()
}

fn rows() -> &'static [RegionRow] {
    static ROWS: OnceLock<Vec<RegionRow>> = OnceLock::new();
    ROWS.get_or_init(|| {
        include_str!("../../data/divisions/regions.csv").lines().skip(1).filter_map(row).collect()
    })
}

fn row(line: &str) -> Option<RegionRow> {
    let mut fields = line.split(',');
    let province = fields.next()?.parse().ok()?;
    let region = match fields.next()? {
        "west" => Region::West,
        "central" => Region::Central,
        "east" => Region::East,
        _ => return None,
    };
    Some(RegionRow {
        province,
        region,
        tier: fields.next()?.parse().ok()?,
        central_share: fields.next()?.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_row_of_the_file_is_read() {
        let lines = include_str!("../../data/divisions/regions.csv").lines().count();
        assert_eq!(super::rows().len(), lines - 1);
        assert_eq!(lines - 1, 31);
    }
}
