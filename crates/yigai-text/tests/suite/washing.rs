//! Swapped words: nothing in clean text, nearly everything in washed text.

use proptest::prelude::*;
use yigai_text::{Document, Options};

/// Sentences of clean reports that hold every word of the dictionaries in its right sense.
const CLEAN: &[&str] = &[
    "国债项目建设的8所卫生院全部竣工。",
    "金保工程覆盖全部街道。",
    "县政府印发了实施方案。",
    "补助标准由每人20元提高到30元。",
    "坚持以保障群众健康为根本。",
    "从根本上扭转了以药养医的局面。",
    "平安保险公司承办大病保险。",
    "救护车平均12分钟到达现场。",
    "开展“三下乡”义诊活动26场。",
    "购置救护车3辆。",
    "局部麻醉手术开展顺利。",
    "疫苗储藏温度符合要求。",
    "改进工作方法,提高效率。",
    "社区卫生服务中心开展签约服务。",
    "技能训练每月一次。",
    "鼓舞了广大医务人员的干劲。",
    "准时召开调度会。",
    "整体水平逐渐提升。",
    "缺乏专业人才的问题突出。",
    "安装监视器16台。",
    "饮水安全工程惠及5万人。",
    "标准化村卫生室达到86%。",
];

/// What a report says, and what a washing site makes of it.
const PAIRS: &[(&str, &str)] = &[
    ("基本公共卫生服务项目稳步实施。", "根本公共卫生效劳工程稳步实施。"),
    ("参合率达到97.5%。", "参合率到达97.5%。"),
    ("各项指标均达到规定要求。", "各项指标均到达规定要求。"),
    ("乡镇卫生院基本建立了补偿机制。", "乡镇卫生院根本建立了补偿机制。"),
    ("确保基金安全运行。", "确保基金平安运行。"),
    ("医疗质量和医疗安全得到保障。", "医疗质量和医疗平安得到保障。"),
    ("降低药品采购成本。", "降低药品采购本钱。"),
    ("部分群众看病负担仍然较重。", "局部群众看病负担仍然较重。"),
    ("大部分村医参加了培训。", "大局部村医参加了培训。"),
    ("采取政府购买服务的方式。", "采取政府购置效劳的方式。"),
    ("进一步规范诊疗行为。", "进一步标准诊疗行为。"),
    ("对慢性病患者进行规范管理。", "对慢性病患者进行标准管理。"),
    ("促进中医药事业发展。", "促进中医药事业开展。"),
    ("县发展和改革局牵头。", "县开展和改革局牵头。"),
    ("出台了绩效考核办法。", "出台了绩效考核方法。"),
    ("健全药品储备制度。", "健全药品储藏制度。"),
    ("加强卫生监督执法。", "加强卫生监视执法。"),
    ("基础设施明显改善。", "根底设施明显改善。"),
    ("年度计划总投资1260万元。", "年度方案总投资1260万元。"),
    ("人口和计划生育工作稳步推进。", "人口和方案生育工作稳步推进。"),
];

fn washes(text: &str) -> usize {
    let document = Document::read(text.as_bytes(), &Options::default()).unwrap();
    document.edits().iter().filter(|edit| edit.rule.kind == "washing").count()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn clean_text_is_never_washed(sentences in prop::collection::vec(prop::sample::select(CLEAN), 1..40)) {
        prop_assert_eq!(washes(&sentences.concat()), 0);
    }

    #[test]
    fn right_words_stay_in_a_washed_text(sentences in prop::collection::vec(prop::sample::select(CLEAN), 1..20)) {
        let kept: Vec<&str> = sentences.into_iter().filter(|s| !s.contains("服务")).collect();
        let text = format!("效劳中心建成。效劳能力提升。{}", kept.concat());
        let document = Document::read(text.as_bytes(), &Options::default()).unwrap();
        prop_assert_eq!(document.clean(), format!("服务中心建成。服务能力提升。{}", kept.concat()));
    }

    #[test]
    fn washed_text_is_restored(pairs in prop::collection::vec(prop::sample::select(PAIRS), 1..30)) {
        let washed: String = pairs.iter().map(|(_, washed)| *washed).collect();
        let meant: String = pairs.iter().map(|(meant, _)| *meant).collect();
        let text = format!("效劳半径缩短,效劳质量提升。{washed}");
        let document = Document::read(text.as_bytes(), &Options::default()).unwrap();
        prop_assert_eq!(document.clean(), format!("服务半径缩短,服务质量提升。{meant}"));
    }
}
