use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::{corpus, fails, files, folders, rows, run, write_reports};

fn size(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |data| data.len())
}

#[test]
fn a_killed_run_leaves_no_half_file_and_the_next_one_goes_on() {
    let (folder, out) = folders("killed");
    write_reports(&folder, 0..120);
    let journal = out.join("_corpus/journal");
    let mut child =
        corpus(&folder, &out, &["--jsonl", "--threads", "1"]).stdout(Stdio::null()).spawn().unwrap();
    let begun = Instant::now();
    while size(&journal) < 600_000 && begun.elapsed() < Duration::from_secs(120) {
        sleep(Duration::from_millis(2));
    }
    // While it works nobody else may.
    assert!(fails(&folder, &out, &["--jsonl"]).contains("another run is writing there"));
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(size(&journal) >= 600_000, "the run was over before it was killed");
    assert_eq!(files(&out).len(), 0);

    // A record that was being written when the machine went down.
    let mut torn = fs::read(&journal).unwrap();
    torn.extend_from_slice(&torn.clone()[..5_000]);
    torn.truncate(torn.len() - 1_000);
    fs::write(&journal, torn).unwrap();
    // A report that was read, and has changed before the next run.
    let changed = "2013年全县卫生工作总结\n全县参合农民31245人。";
    fs::write(folder.join("even/0000.txt"), changed).unwrap();

    let said = run(&folder, &out, &["--jsonl"]);
    let resumed =
        said.lines().find_map(|line| line.strip_suffix(" files had been read before an interruption"));
    let resumed: u64 = resumed.unwrap_or_else(|| panic!("{said}")).parse().unwrap();
    assert!((16..120).contains(&resumed), "{said}");
    assert!(!journal.exists());

    let fresh = out.with_file_name("fresh");
    run(&folder, &fresh, &["--jsonl"]);
    assert_eq!(rows(&out), rows(&fresh));
}

#[test]
fn what_was_committed_is_finished_and_what_was_not_is_forgotten() {
    let (folder, out) = folders("committed");
    write_reports(&folder, 0..6);
    run(&folder, &out, &[]);
    let before = files(&out);
    // As if the run had been killed right after its manifest.
    let staging = out.join("_corpus/staging");
    for path in before.keys().filter(|path| !path.starts_with("duplicates")).take(7) {
        fs::create_dir_all(staging.join(path).parent().unwrap()).unwrap();
        fs::rename(out.join(path), staging.join(path)).unwrap();
    }
    fs::write(staging.join("000002.parquet"), "half a file").unwrap();
    run(&folder, &out, &[]);
    assert!(files(&out) == before);
    assert!(!staging.exists());
}
