//! Headings and list items, in lines of their own and inside a line; tables in text.

use yigai_text::{Document, MarkerStyle, Options};

fn outline(text: &str) -> Vec<(u8, MarkerStyle, u32, String)> {
    let document = Document::read(text.as_bytes(), &Options::default()).unwrap();
    let clean = document.clean().to_owned();
    document
        .structure()
        .sections
        .iter()
        .map(|s| {
            assert!(s.body.covers(s.title) && s.marker.end() == s.body.start());
            (s.level, s.style, s.number, s.title.slice(&clean).unwrap().to_owned())
        })
        .collect()
}

fn row(level: u8, style: MarkerStyle, number: u32, title: &str) -> (u8, MarkerStyle, u32, String) {
    (level, style, number, title.to_owned())
}

#[test]
fn a_body_on_one_line_has_its_sections() {
    use MarkerStyle::{Arabic, Chinese, ChineseParen, YiShi};
    let text = "关于上半年工作的汇报 一、主要做法 (一)健全网络。1.建好村室。投入32万元。2.配齐人员。(二)强化管理。一是定岗。二是定责。 二、打算 继续努力。";
    assert_eq!(
        outline(text),
        [
            row(0, Chinese, 1, "主要做法"),
            row(1, ChineseParen, 1, "健全网络"),
            row(2, Arabic, 1, "建好村室"),
            row(2, Arabic, 2, "配齐人员"),
            row(1, ChineseParen, 2, "强化管理"),
            row(2, YiShi, 1, "定岗"),
            row(2, YiShi, 2, "定责"),
            row(0, Chinese, 2, "打算"),
        ]
    );
}

#[test]
fn numerals_that_only_look_like_markers() {
    let text = "组织二、三级医院对口支援。二、三级医院派出医生26名;1.5万人受益,3.2%的村未覆盖。第一批试点,第二批推开。";
    assert_eq!(outline(text), []);
}

#[test]
fn words_that_count() {
    use MarkerStyle::{DiYi, ShouXian};
    let text = "首先,抓筹资。其次,抓补偿。最后,抓监管。第一,加强领导。第二,落实经费。";
    assert_eq!(
        outline(text),
        [
            row(0, ShouXian, 1, "抓筹资"),
            row(0, ShouXian, 2, "抓补偿"),
            row(0, ShouXian, 4, "抓监管"),
            row(0, DiYi, 1, "加强领导"),
            row(0, DiYi, 2, "落实经费"),
        ]
    );
}

#[test]
fn sections_know_their_parent_and_their_end() {
    let text = "一、甲\n(一)乙。\n(二)丙。\n二、丁\n(一)戊。";
    let document = Document::read(text.as_bytes(), &Options::default()).unwrap();
    let sections = &document.structure().sections;
    let parents: Vec<Option<usize>> = sections.iter().map(|s| s.parent).collect();
    assert_eq!(parents, [None, Some(0), Some(0), None, Some(3)]);
    assert_eq!(sections[0].body.slice(text), Some("甲\n(一)乙。\n(二)丙。\n"));
    assert_eq!(sections[1].body.slice(text), Some("乙。\n"));
}

#[test]
fn tables_in_text_by_tabs_and_bars() {
    for text in [
        "各乡镇情况如下,单位为人。\n乡镇\t门诊\t住院\n石桥\t3120\t415\n柳林\t2874\t386\n以上数据截至6月底,由各卫生院上报。",
        "各乡镇情况如下,单位为人。\n| 乡镇 | 门诊 | 住院 |\n|---|---|---|\n| 石桥 | 3120 | 415 |\n| 柳林 | 2874 | 386 |\n以上数据截至6月底,由各卫生院上报。",
    ] {
        let document = Document::read(text.as_bytes(), &Options::default()).unwrap();
        let [table] = document.structure().tables.as_slice() else { panic!("one table in {text}") };
        let cells: Vec<Vec<&str>> = table
            .rows
            .iter()
            .map(|row| row.cells.iter().map(|cell| cell.slice(document.clean()).unwrap()).collect())
            .collect();
        assert_eq!(
            cells,
            [vec!["乡镇", "门诊", "住院"], vec!["石桥", "3120", "415"], vec!["柳林", "2874", "386"]]
        );
        assert_eq!((table.head_rows, table.head_columns), (1, 1));
    }
}
