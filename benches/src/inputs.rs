//! Generated reports: three sizes, dirty, damaged, and in the character set of old files. The same bytes at any time.

use yigai_samples::{Damage, Recipe, generate};

/// A file and what to call it.
pub struct Input {
    /// Its name in a table.
    pub name: &'static str,
    /// What the file holds.
    pub bytes: Vec<u8>,
}

/// All inputs, the smallest first.
pub fn inputs() -> Vec<Input> {
    let clean = |size| Recipe::clean().size(size);
    let dirty =
        [Damage::Wrapper, Damage::PageMarkers, Damage::Washing, Damage::FullWidth, Damage::HardWrap(76)];
    [
        ("10 KB", clean(10_000)),
        ("10 KB, damaged", clean(10_000).with(Damage::NumberProgram)),
        ("100 KB", clean(100_000)),
        ("100 KB, dirty", dirty.into_iter().fold(clean(100_000), Recipe::with)),
        ("100 KB, GB18030", clean(100_000).with(Damage::Gb18030)),
        ("1 MB", clean(1_000_000)),
    ]
    .into_iter()
    .map(|(name, recipe)| Input { name, bytes: generate(20, &recipe).bytes })
    .collect()
}

/// A report of about 1 MB in which numbers stand as far apart as in real ones: of those at hand, five of 41 KB together,
/// a kilobyte has 15 numbers, dates and names, and the generated ones have some 25. Prose without a numeral makes up
/// for it.
pub fn spread() -> Input {
    let report = generate(20, &Recipe::clean().size(600_000)).text;
    let mut text = String::with_capacity(report.len() * 2);
    let mut prose = PROSE.iter().cycle();
    let mut owed = 0;
    for line in report.split_inclusive('\n') {
        text.push_str(line);
        owed += line.len() * 7 / 10;
        while let Some(sentence) = prose.next().filter(|sentence| owed >= sentence.len()) {
            text.push_str(sentence);
            text.push('\n');
            owed -= sentence.len();
        }
    }
    Input { name: "1 MB, numbers as far apart as in real reports", bytes: text.into_bytes() }
}

/// What reports say between their figures.
const PROSE: [&str; 4] = [
    "各级各部门把深化改革摆上重要议事日程，主要领导亲自抓，分管领导具体抓，做到责任到岗、任务到人。",
    "通过广播、电视、宣传栏和入户走访等形式，广泛宣传政策，让群众知晓改革内容，积极参与改革。",
    "在看到成绩的同时，也要清醒地认识到，基层人才短缺、设施陈旧、服务能力不强等问题仍然存在。",
    "今后要继续坚持保基本、强基层、建机制，完善考核办法，加强督促检查，确保各项任务落到实处。",
];
