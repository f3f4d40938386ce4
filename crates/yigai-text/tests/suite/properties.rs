//! What holds for any bytes at all.

use encoding_rs::GB18030;
use proptest::prelude::*;
use yigai_span::Span;
use yigai_text::{Container, Document, Options};

/// Pieces of reports and of what damages them.
const PIECES: &[&str] = &[
    "参合率98.2%",
    "住院1206.5万元",
    "效劳",
    "根本药物",
    "服务",
    "，",
    ",",
    "。",
    "\n",
    "\n\n",
    "\r\n",
    "3、",
    "\n4、",
    "１２",
    "％",
    "\u{3000}",
    "\u{A0}",
    " ",
    "&nbsp;",
    "l0.5",
    "3O",
    "(nóng)",
    "第1页 共2页",
    "分页阅读第1页",
    "内容总结(1)",
    "当前隐藏内容免费查看",
    "首页",
    "• 菜单",
    "ICP备1号",
    "一、",
    "（二）",
    "一是",
    "\u{200B}",
    "\u{E40C}",
    "\t",
    "|",
    "20",
    "1 6 5 5",
    "万元",
    "全县",
    "上传人:x 文档编号:1",
    "<p>",
    "</p>",
    "<table><tr><td>",
    "附：名词解释",
    "http://www.example.cn",
    "\u{FFFD}",
    "〇",
    "二○○八年",
    "人",
    "、",
    "&amp;",
    "&lt;",
    "amp;",
    "&",
    "<",
    "b>",
    "\u{AD}",
    "\u{2028}",
    "\\r\\n",
    "9．",
    "8",
    ".",
    "O",
    "‰",
    "\n1、",
    "\n2、",
    "2 / 7",
    "\n- 4 -\n",
    "\n首页\n",
    "下载",
    "会员",
    "文档",
    "上一页",
    "来源:县网 2012-01-03",
    "责任编辑:某",
    "\n县医改工作简报第2页\n",
    "叶",
    "酸",
    "健康训练",
    "7hK2pQ9xWm4Z",
    "全年共培训乡村医生一千二百余人次，县财政拨付专项资金用于基层医疗卫生机构建设，群众就近看病更加方便，签约稳步推进",
    "The report describes the reform of primary care in the county and what was found there in the year.",
];

fn soup() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(document) = Document::read(&bytes, &Options::default()) {
            prop_assert_eq!(document.verify(&bytes), Ok(()));
        }
    }

    #[test]
    fn any_text_keeps_every_promise(text in soup()) {
        if let Ok(document) = Document::read(text.as_bytes(), &Options::default()) {
            prop_assert_eq!(document.verify(text.as_bytes()), Ok(()));
        }
    }

    #[test]
    fn and_so_it_does_in_gb18030(text in soup()) {
        let (bytes, _, _) = GB18030.encode(&text);
        if let Ok(document) = Document::read(&bytes, &Options::default()) {
            prop_assert_eq!(document.verify(&bytes), Ok(()));
        }
    }

    #[test]
    fn cleaning_twice_changes_nothing_more(text in soup()) {
        let Ok(document) = Document::read(text.as_bytes(), &Options::default()) else { return Ok(()) };
        // What is left may be too little to be read at all, or nothing but tags, which make it a page.
        let Ok(again) = Document::read(document.clean().as_bytes(), &Options::default()) else { return Ok(()) };
        prop_assume!(again.container() == Container::Text);
        prop_assert_eq!(again.clean(), document.clean());
        prop_assert!(again.edits().is_empty());
    }

    #[test]
    fn every_character_lies_in_one_sentence_and_one_clause(text in soup()) {
        let Ok(document) = Document::read(text.as_bytes(), &Options::default()) else { return Ok(()) };
        let clean = document.clean();
        let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let mut sentences = String::new();
        let mut clauses = String::new();
        let mut end = 0;
        for sentence in document.structure().sentences(clean) {
            prop_assert!(sentence.span.start() >= end && !sentence.span.is_empty());
            end = sentence.span.end();
            sentences.push_str(sentence.span.slice(clean).unwrap());
            for clause in sentence.clauses(clean) {
                prop_assert!(sentence.span.covers(clause) && !clause.is_empty());
                clauses.push_str(clause.slice(clean).unwrap());
            }
        }
        prop_assert_eq!(bare(&sentences), bare(clean));
        prop_assert_eq!(bare(&clauses), bare(clean));
    }

    #[test]
    fn spans_of_the_clean_text_are_in_order(text in soup(), a in 0usize..400, b in 0usize..400) {
        let Ok(document) = Document::read(text.as_bytes(), &Options::default()) else { return Ok(()) };
        let floor = |mut at: usize| {
            at = at.min(document.clean().len());
            while !document.clean().is_char_boundary(at) { at -= 1; }
            at
        };
        let span = Span::new(floor(a.min(b)), floor(a.max(b)));
        let source = document.source(span);
        prop_assert!(source.start <= source.end && source.end <= text.len());
        let mut end = source.start;
        for (start, stop) in &source.parts {
            prop_assert!(*start >= end && start < stop);
            end = *stop;
        }
        if !source.parts.is_empty() {
            prop_assert_eq!(end, source.end);
        }
    }

    #[test]
    fn sections_and_paragraphs_lie_in_the_text(text in soup()) {
        let Ok(document) = Document::read(text.as_bytes(), &Options::default()) else { return Ok(()) };
        let structure = document.structure();
        for span in structure.paragraphs.iter().map(|p| p.span)
            .chain(structure.sections.iter().flat_map(|s| [s.marker, s.title, s.body]))
            .chain(structure.tables.iter().flat_map(|t| t.rows.iter().flat_map(|r| r.cells.clone())))
        {
            prop_assert!(span.slice(document.clean()).is_some());
        }
    }
}
