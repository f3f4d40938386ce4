//! The annotated pages in a real browser. Where no Chromium is installed this says so and tests nothing; with
//! `YIGAI_BROWSER=required` that is a failure.

// The browser is driven over named pipes.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)] // a test that cannot go on fails

mod devtools;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use devtools::Browser;

/// A browser, or a spoken word that there is none.
fn browser(name: &str) -> Option<Browser> {
    let found = devtools::installed();
    if found.is_none() {
        assert_ne!(std::env::var("YIGAI_BROWSER").as_deref(), Ok("required"), "no Chromium is installed");
        say(&format!("{name}: not tested, for no Chromium is installed"));
    }
    found.map(|program| Browser::start(program, name))
}

/// A word for whoever runs the tests.
#[allow(clippy::explicit_write)] // the harness keeps the words of `eprintln!` to itself
fn say(words: &str) {
    writeln!(std::io::stderr(), "{words}").unwrap();
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("pages-{name}"));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// The program of this build, or an optimised one by `YIGAI_REPORT`.
fn program() -> String {
    std::env::var("YIGAI_REPORT").unwrap_or_else(|_| env!("CARGO_BIN_EXE_report").to_owned())
}

/// Writes the pages of some files and says where they are.
fn pages(name: &str, arguments: &[&str]) -> PathBuf {
    let folder = folder(name);
    let output = Command::new(program())
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap())
        .args(["--format", "html", "-o"])
        .arg(&folder)
        .args(arguments)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    folder
}

const SAMPLE: &str = "examples/data/nrcms-slips.txt";

#[test]
fn a_page_reads_by_pointer_and_by_keyboard() {
    let Some(mut browser) = browser("reads") else { return };
    let page = pages("reads", &["--lang", "zh", SAMPLE]).join("nrcms-slips.html");
    browser.open(&page);
    browser.picture("page");

    // Pointing at a number shows what it means and where it stands.
    browser.point("main a.x", false);
    let tip = browser.text("document.getElementById('tip').innerText");
    for words in ["2741人 → 2,741 人", "参合", "字节 220..227", "2714"] {
        assert!(tip.contains(words), "{words} is not in {tip}");
    }

    // A click lights the numbers of its calculation, with their readings, and opens the finding beside.
    browser.point("main a.x", true);
    let lit = browser.text(
        "[...document.querySelectorAll('.lit')].map((e) => e.dataset.l + e.textContent + e.dataset.i).join()",
    );
    assert_eq!(lit, "①263918人263,918,②261204人261,204,●2741人2,741");
    assert_eq!(browser.text("document.querySelector('.on .formula').innerText"), "2741 = 263918 - 261204");
    browser.press("Escape");
    // The picture in docs/pictures.
    browser.size(1320, 900);
    browser.point("[data-f='✗2']", true);
    assert_eq!(browser.count(".on"), 1);
    browser.eval("scrollTo(0, 0)");
    browser.picture("annotated-page");
    browser.size(1440, 1000);
    browser.press("Escape");
    assert_eq!((browser.count(".lit"), browser.count(".on")), (0, 0));

    // j and k go through the findings, n and p through the numbers.
    let on = "document.querySelector('.on').id";
    browser.press("j");
    let first = browser.text(on);
    browser.press("j");
    let second = browser.text(on);
    assert_ne!(first, second);
    browser.press("k");
    assert_eq!(browser.text(on), first);
    browser.press("Escape");
    browser.press("n");
    // From the number that was clicked on.
    assert_eq!(browser.text("document.activeElement.textContent"), "420832人次");
    assert_eq!(browser.eval("document.getElementById('tip').hidden"), false);
    browser.press("n");
    browser.press("n");
    browser.press("p");
    assert_eq!(browser.text("document.activeElement.textContent"), "8511.67万元");
    browser.eval("document.querySelector('main a.x').focus()");
    browser.press("Enter");
    assert_eq!(browser.count(".lit"), 3);

    // A figure without any check leads to its place.
    browser.eval("document.getElementById('unchecked').open = true");
    browser.point("#unchecked a", true);
    assert!(browser.text("document.activeElement.id").starts_with('m'));
    assert_eq!(browser.complaints(&page), [""; 0]);
}

#[test]
fn filters_hide_and_show() {
    let Some(mut browser) = browser("filters") else { return };
    let page = pages("filters", &["--lang", "en", SAMPLE]).join("nrcms-slips.html");
    browser.open(&page);
    let cards = browser.count(".card:not([hidden])");
    browser.point("[name=state][value=o]", true);
    assert_eq!(browser.count(".card:not([hidden])"), 8);
    assert!(
        cards > 8 && browser.count("main a.o:not(.dim)") == 0 && browser.count("main a.x:not(.dim)") == 7
    );
    assert!(browser.text("document.getElementById('shown').innerText").starts_with("8 findings and "));
    browser.point("[name=state][value=o]", true);
    assert_eq!(browser.count(".card:not([hidden])"), cards);

    browser.eval("(() => { const s = document.getElementById('programme'); s.value = document.querySelector('.card').dataset.p; s.dispatchEvent(new Event('change')); })()");
    let some = browser.count(".card:not([hidden])");
    assert!(some > 0 && some < cards, "{some} of {cards}");

    // Keys pass over what is filtered out.
    browser.press("j");
    assert_eq!(browser.count(".on:not([hidden])"), 1);
    browser.point("#numerals", true);
    assert_eq!(browser.count(".numerals"), 1);
    assert_eq!(browser.complaints(&page), [""; 0]);
}

#[test]
fn it_reads_in_the_dark_on_paper_and_without_its_script() {
    let Some(mut browser) = browser("media") else { return };
    let page = pages("media", &["--lang", "zh", SAMPLE]).join("nrcms-slips.html");
    browser.open(&page);
    let paper = "getComputedStyle(document.body).backgroundColor";
    let light = browser.text(paper);
    browser.media("screen", "dark");
    assert_ne!(browser.text(paper), light);
    browser.point("main a.x", true);
    browser.picture("dark");
    browser.media("print", "light");
    assert_eq!(browser.text("getComputedStyle(document.querySelector('.tools')).display"), "none");
    assert_eq!(browser.text("getComputedStyle(document.querySelector('.calc')).display"), "block");
    browser.picture("print");
    browser.media("screen", "light");
    browser.size(420, 900);
    assert!(
        browser.eval("document.documentElement.scrollWidth <= innerWidth").as_bool().unwrap(),
        "it is too wide for a telephone"
    );
    browser.picture("narrow");
    browser.size(1440, 1000);

    browser.call("Emulation.setScriptExecutionDisabled", serde_json::json!({ "value": true }));
    browser.open(&page);
    browser.picture("no-script");
    let seen = browser.text("document.body.innerText");
    assert!(seen.contains("2741 = 263918 - 261204") && !seen.contains("全部条线"), "{seen}");
    assert_eq!(browser.complaints(&page), [""; 0]);
}

#[test]
fn every_verdict_has_its_own_shape() {
    let Some(mut browser) = browser("shapes") else { return };
    let page = pages("shapes", &[SAMPLE]).join("nrcms-slips.html");
    browser.open(&page);
    let shapes = browser.text(
        "[...document.querySelectorAll('.legend b')].map((e) => { const s = getComputedStyle(e); \
         return s.textDecorationStyle + ' ' + s.textDecorationThickness; }).join()",
    );
    let different: std::collections::HashSet<_> = shapes.split(',').collect();
    assert_eq!(different.len(), 6, "{shapes}");
}

#[test]
fn what_a_report_holds_is_text_and_nothing_else() {
    let Some(mut browser) = browser("hostile") else { return };
    let hostile =
        "<script>window.stung=1</script><img src=x onerror=window.stung=2>\"'><svg onload=window.stung=3>";
    let text = format!(
        "青岭县{hostile}2014年医改工作总结\n</main></body><!-- --> ]]> </script><script>window.stung=4</script>\n\
         <style>body{{display:none}}</style>&lt;b&gt; &#x3c;i&#x3e; ${{window.stung=5}} javascript:window.stung=6\n\
         全县甲级{hostile}村卫生室31所、乙级66所</script>，共计98所\"><script>window.stung=7</script>。\n"
    );
    let input = folder("hostile-input").join("a\"'><script>window.stung=8<&#.txt");
    std::fs::write(&input, &text).unwrap();
    let folder = pages("hostile", &["--lang", "zh", input.to_str().unwrap()]);
    let page = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| !path.ends_with("index.html"))
        .unwrap();
    for page in [page, folder.join("index.html")] {
        browser.open(&page);
        assert!(browser.eval("window.stung === undefined").as_bool().unwrap());
        let script = u64::from(!page.ends_with("index.html"));
        assert_eq!(browser.count("script:not([type])"), script);
        assert_eq!(browser.count("style"), 1);
        assert_eq!(browser.count("img, svg, iframe, object, form, base"), 0);
        assert_eq!(browser.complaints(&page), [""; 0]);
        if script == 1 {
            let seen = browser.text("document.getElementById('text').textContent.replace(/\\s+/g, '')");
            let given: String = text.split_whitespace().collect();
            assert_eq!(seen, given);
            browser.press("n");
            browser.press("j");
            assert!(browser.eval("window.stung === undefined").as_bool().unwrap());
        } else {
            let leads = browser.text("decodeURIComponent(document.querySelector('tbody a').href)");
            assert!(Path::new(leads.trim_start_matches("file://")).is_file(), "{leads}");
        }
    }
}

/// A hundred thousand numbers; fewer from a program without optimisation, where reading them is what takes long.
fn numbers() -> usize {
    if cfg!(debug_assertions) && std::env::var_os("YIGAI_REPORT").is_none() { 25_000 } else { 100_000 }
}

#[test]
fn a_page_of_very_many_numbers_opens() {
    let Some(mut browser) = browser("many") else { return };
    let (mut text, numbers) = (String::new(), numbers());
    for k in (1..600).cycle().take(numbers / 7 + 1) {
        text.push_str(&format!(
            "第{k}村有农民{}人，参合{}人，参合率{}.{}%。村卫生室{}个，其中甲级{}个、乙级{}个。\n",
            k * 7 + 300,
            k * 6 + 290,
            80 + k % 19,
            k % 10,
            k % 7 + 9,
            k % 7 + 3,
            5 + usize::from(k % 3 == 0)
        ));
    }
    let input = folder("many-input").join("many.txt");
    std::fs::write(&input, text).unwrap();
    let page = pages("many", &["--lang", "en", input.to_str().unwrap()]).join("many.html");
    let bytes = std::fs::metadata(&page).unwrap().len();
    let time = browser.open(&page);
    assert!(browser.count("main b, main a") as usize >= numbers - 1000);
    browser.press("n");
    assert_eq!(browser.eval("document.getElementById('tip').hidden"), false);

    // The first finding of those that hold, and the last one, which is in a closed part and gets its numbers when it is opened.
    browser.eval("document.getElementById('holds').open = true");
    browser.press("j");
    assert_eq!(browser.count(".on"), 1);
    browser.press("k");
    let part = "document.querySelector('.on').parentElement.parentElement";
    assert_eq!(browser.eval(&format!("{part}.open && {part}.tagName === 'DETAILS'")), true);
    let lit = browser.count(".lit");
    assert!(lit > 1 && browser.count(".on .calc tr") == lit);
    assert!(browser.text("document.querySelector('.on .calc').innerText").contains('●'));
    browser.press("Escape");

    let start = std::time::Instant::now();
    browser.point("[name=state][value=z]", true);
    assert!(browser.count("main .z:not(.dim)") == 0);
    let filtered = start.elapsed();
    let findings = browser.count(".card");
    say(&format!(
        "a page of {numbers} numbers and {findings} findings: {bytes} bytes, open in {time:?}, filtered in {filtered:?}"
    ));
    assert!(filtered.as_secs() < 60, "{filtered:?}");
    assert!(bytes < 600 * numbers as u64, "{bytes} bytes");
    assert!(time.as_secs() < 60, "{time:?}");
    assert_eq!(browser.complaints(&page), [""; 0]);
}
