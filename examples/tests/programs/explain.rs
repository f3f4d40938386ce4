//! `--explain`: what a rule does, in both languages.

use crate::{report, run, stderr, stdout};

#[test]
fn a_rule_is_explained_in_the_language_asked_for() {
    let zh = run(&["--explain", "sum", "--lang", "zh"]);
    assert_eq!(zh.status.code(), Some(0));
    assert!(stdout(&zh).starts_with("sum · 合计\n") && stdout(&zh).contains("何时不说话"), "{}", stdout(&zh));
    let en = run(&["--lang", "en", "--explain=sum"]);
    assert!(stdout(&en).starts_with("sum · sum\n") && stdout(&en).contains("Silent"), "{}", stdout(&en));
}

#[test]
fn all_explains_every_rule() {
    let all = run(&["--explain", "all"]);
    for rule in yigai::audit::Rule::ALL {
        assert!(stdout(&all).contains(&format!("{rule} · ")), "{rule} is missing");
    }
}

#[test]
fn an_unknown_rule_names_the_known_ones() {
    for (locale, words) in [
        ("zh_CN", "没有规则“prophecy”；可用的有 all、sum、"),
        ("C", "no rule \"prophecy\"; write all or one of sum, "),
    ] {
        let output = report().env("LC_ALL", locale).args(["--explain", "prophecy"]).output().unwrap();
        assert_eq!((output.status.code(), stdout(&output)), (Some(2), ""));
        assert!(stderr(&output).contains(words), "{}", stderr(&output));
    }
}
