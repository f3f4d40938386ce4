//! The gazetteer and the kinds of institution.

use yigai_model::place::{
    DivisionCode, DivisionLevel, FiscalLevel, Gazetteer, InstitutionClass, Institutions, PlaceName, region_of,
};

#[test]
fn the_gazetteer_loads_whole() {
    let text = include_str!("../../data/divisions/divisions.csv");
    let read = Gazetteer::from_csv("divisions.csv", text).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(read.iter().count(), text.lines().count() - 1);
    assert_eq!(Gazetteer::builtin().iter().count(), read.iter().count());
    let provinces = |year| {
        let all = read.iter().filter(|found| found.code().level() == DivisionLevel::Province);
        all.filter(|found| found.seen().0 <= year && year <= found.seen().1).count()
    };
    assert_eq!(provinces(2010), 34);
    assert_eq!(provinces(2023), 34);
}

#[test]
fn every_county_has_its_province_in_the_same_years() {
    let gazetteer = Gazetteer::builtin();
    for division in gazetteer {
        let (first, last) = division.seen();
        for year in [first, last] {
            let province = division.code().province();
            assert!(gazetteer.in_year(province, year).is_some(), "{} {year}", division.name());
        }
    }
}

#[test]
fn names_change_with_the_years() {
    let gazetteer = Gazetteer::builtin();
    let code = |text: &str| text.parse().unwrap();
    // 姜堰市 became a district, with another code.
    assert_eq!(gazetteer.in_year(code("321284"), 2010).unwrap().name(), "姜堰市");
    assert!(gazetteer.in_year(code("321284"), 2015).is_none());
    assert_eq!(gazetteer.in_year(code("321204"), 2015).unwrap().name(), "姜堰区");
    // Between 2019 and 2023 there is no table: neither name is claimed.
    assert_eq!(gazetteer.in_year(code("430521"), 2019).unwrap().name(), "邵东县");
    assert!(gazetteer.in_year(code("430521"), 2021).is_none());
}

#[test]
fn counties_run_by_the_province_have_a_short_path() {
    assert_eq!(Gazetteer::builtin().path("429004".parse().unwrap(), 2015), ["湖北省", "仙桃市"]);
    assert_eq!(Gazetteer::builtin().path("110105".parse().unwrap(), 2015), ["北京市", "朝阳区"]);
}

#[test]
fn every_province_on_the_mainland_has_a_region() {
    let gazetteer = Gazetteer::builtin();
    let provinces = gazetteer.iter().filter(|found| found.code().level() == DivisionLevel::Province);
    let without: Vec<_> =
        provinces.filter(|found| region_of(found.code()).is_none()).map(|found| found.name()).collect();
    assert_eq!(without, ["台湾省", "香港特别行政区", "澳门特别行政区"]);
}

#[test]
fn masks_are_never_names() {
    for mask in
        ["XX县", "xx市", "××区", "**县", "某县", "某某省", "XX 县区", "X X区".replace(' ', "").as_str(), "XX"]
    {
        assert!(PlaceName::read(mask).is_masked(), "{mask}");
    }
    for name in ["四会市", "市中区", "城区", "东区", "县", "某家湾镇", "X光室"] {
        assert!(!PlaceName::read(name).is_masked(), "{name}");
    }
}

#[test]
fn the_kinds_of_institution_load() {
    let text = include_str!("../../data/institutions.toml");
    let read = Institutions::from_text("institutions.toml", text).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(read.iter().count(), Institutions::builtin().iter().count());
    let twice = format!(
        "{text}\n[[institution]]\nid = \"x\"\nname = \"卫生院\"\nenglish = \"x\"\nlevel = \"county\"\nclass = \"hospital\"\naliases = []\n"
    );
    insta::assert_snapshot!(Institutions::from_text("own.toml", &twice).unwrap_err().to_string());
}

#[test]
fn a_division_holds_what_lies_below_it() {
    let code = |text: &str| text.parse::<DivisionCode>().unwrap();
    let (province, prefecture, county) = (code("430000"), code("431200"), code("431281"));
    for (whole, part) in [
        (province, prefecture),
        (province, county),
        (prefecture, county),
        (county, county),
        (prefecture, prefecture),
    ] {
        assert!(whole.contains(part), "{whole} holds {part}");
    }
    for (one, other) in [
        (county, prefecture),
        (prefecture, province),
        (prefecture, code("431181")),
        (province, code("441200")),
        (county, code("431282")),
    ] {
        assert!(!one.contains(other), "{one} does not hold {other}");
    }
    assert_eq!((province.to_string(), county.to_string()), ("430000".to_owned(), "431281".to_owned()));
}

#[test]
fn levels_of_government_have_their_figures() {
    use FiscalLevel::*;
    let ids: Vec<_> =
        [Central, Province, Prefecture, County].map(|level| level.indicator().unwrap()).to_vec();
    assert_eq!(ids, ["fin_level_central", "fin_level_prov", "fin_level_city", "fin_level_county"]);
    assert!(ids.iter().all(|id| yigai_model::Catalogue::builtin().get(id).is_some()));
    assert!([Township, Collective, Individual].iter().all(|level| level.indicator().is_none()));
}

#[test]
fn kinds_of_institutions_are_known_by_id_and_by_name() {
    let kinds = Institutions::builtin();
    for kind in kinds.iter() {
        assert_eq!(kinds.get(kind.id()), Some(kind));
        assert_eq!(kinds.named(kind.name()).map(|kind| kind.id()), Some(kind.id()));
    }
    assert!(kinds.get("no_such_kind").is_none() && kinds.named("某某公司").is_none());
}

#[test]
fn a_masked_place_has_no_name() {
    assert_eq!(PlaceName::read("芷江县").name(), Some("芷江县"));
    assert_eq!(PlaceName::read("XX县").name(), None);
}

#[test]
fn a_table_of_ones_own_is_refused_with_the_line() {
    let head = "code,name,first_seen,last_seen\n431281,甲县,2002,2010\n\n";
    assert_eq!(Gazetteer::from_csv("own.csv", head).unwrap().iter().count(), 1);
    for (row, reason) in [
        ("431282,乙县,2002", "write code,name,first_seen,last_seen"),
        ("431282,乙县,2002,2010,x", "write code,name,first_seen,last_seen"),
        ("431282,乙县,2002,20l0", "`20l0` is no year"),
        ("431282,乙县,2011,2010", "before `first_seen`"),
        ("431282,,2002,2010", "empty"),
        ("43128,乙县,2002,2010", "code"),
    ] {
        let error =
            Gazetteer::from_csv("own.csv", &format!("{head}{row}\n431283,丙县,2002,2010\n")).unwrap_err();
        assert_eq!(error.line(), 4, "{error}");
        assert!(error.to_string().contains(reason), "{error}");
    }
    assert!(Gazetteer::from_csv("own.csv", &format!("{head}431282,乙县,2010,2010\n")).is_ok());
}

#[test]
fn names_are_found_within_a_division() {
    let gazetteer = Gazetteer::builtin();
    let codes = |within: &str| -> Vec<String> {
        let found = gazetteer.by_name_within("朝阳区", within.parse().unwrap());
        found.map(|found| found.code().to_string()).collect()
    };
    assert!(gazetteer.by_name("朝阳区").count() > 1);
    assert!(codes("110000").iter().all(|code| code == "110105") && !codes("110000").is_empty());
    assert!(codes("430000").is_empty() && gazetteer.by_name("无此县").next().is_none());
    let code = "110105".parse().unwrap();
    assert!(gazetteer.by_code(code).iter().all(|found| found.code() == code));
}

#[test]
fn codes_lead_up_to_their_province() {
    let code = |text: &str| text.parse::<DivisionCode>().unwrap();
    let above = |text: &str| code(text).parent().map(|above| above.to_string());
    assert_eq!(above("431281"), Some("431200".to_owned()));
    assert_eq!(above("431200"), Some("430000".to_owned()));
    assert_eq!(above("430000"), None);
    assert_eq!(code("431281").province(), code("430000"));
    for wrong in ["4312", "4312811", "001281", "430081", "43128x", "", "４３１２８１"] {
        assert!(wrong.parse::<DivisionCode>().is_err(), "{wrong}");
    }
}

#[test]
fn levels_and_kinds_have_their_chinese_names() {
    use FiscalLevel::*;
    let names =
        [Central, Province, Prefecture, County, Township, Collective, Individual].map(FiscalLevel::chinese);
    assert_eq!(names, ["中央", "省级", "市级", "县级", "乡镇", "集体", "个人"]);
    let kinds = Institutions::builtin();
    let class = |name| kinds.named(name).map(|kind| kind.class());
    assert_eq!(class("乡镇卫生院"), Some(InstitutionClass::Primary));
    assert_eq!(class("县级医院"), Some(InstitutionClass::Hospital));
}
