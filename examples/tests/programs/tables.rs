//! The tables over the sample reports. `INSTA_UPDATE=always cargo test -p yigai-examples` stores them anew.

use crate::{run, samples, stdout};

#[test]
fn tables_of_the_samples() {
    for path in samples() {
        for lang in ["zh", "en"] {
            let output = run(&["--lang", lang, &path]);
            assert_eq!(output.status.code(), Some(0), "{path}");
            let name = path.trim_start_matches("examples/data/").trim_end_matches(".txt");
            insta::with_settings!({
                snapshot_suffix => format!("{name}.{lang}"), prepend_module_to_snapshot => false, omit_expression => true,
            }, {
                insta::assert_snapshot!("table", stdout(&output));
            });
        }
    }
}

#[test]
fn colour_only_when_asked() {
    let path = samples().remove(0);
    let escape = '\u{1b}';
    assert!(!stdout(&run(&[&path])).contains(escape)); // a pipe is no terminal
    let coloured = run(&["--color", "always", &path]);
    assert!(stdout(&coloured).contains(escape));
    assert!(!stdout(&run(&["--color", "never", &path])).contains(escape));
}

#[test]
fn what_a_report_says_does_not_steer_the_terminal() {
    let text = "安丰县2015年医改工作总结\n全县共有\u{1b}[31m村卫生室\u{7}86\u{1b}]0;个,乡镇卫生院12所。";
    let output = crate::feed(&["-"], text.as_bytes());
    assert!(!stdout(&output).contains(['\u{1b}', '\u{7}']), "{}", stdout(&output).escape_debug());
}

#[test]
fn all_lists_more() {
    let text = "全县甲级村卫生室31所、乙级66所，共计97所。";
    let brief = crate::feed(&["-"], text.as_bytes());
    let full = crate::feed(&["--all", "-"], text.as_bytes());
    assert!(stdout(&full).lines().count() > stdout(&brief).lines().count(), "{}", stdout(&full));
}
