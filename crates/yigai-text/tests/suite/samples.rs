//! Generated reports with known truth, clean and damaged: the cleaner gives the undamaged text back.

use yigai_samples::{Damage, Recipe, Sample, generate};
use yigai_text::{Document, Options};

const SEEDS: u64 = 40;

fn read(sample: &Sample) -> Document {
    let document = Document::read(&sample.bytes, &Options::default()).unwrap();
    assert_eq!(document.encoding(), sample.encoding);
    assert_eq!(document.verify(&sample.bytes), Ok(()));
    document
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// How many of the seeds a damage is undone for, to the letter; white space aside.
fn undone(damage: Damage) -> Vec<(u64, String)> {
    (0..SEEDS)
        .filter_map(|seed| {
            let recipe = Recipe::clean().size(4000);
            let wanted = bare(read(&generate(seed, &recipe)).clean());
            let found = bare(read(&generate(seed, &recipe.with(damage))).clean());
            let same = wanted.chars().zip(found.chars()).take_while(|(a, b)| a == b).count();
            let around =
                |text: &str| -> String { text.chars().skip(same.saturating_sub(12)).take(40).collect() };
            (wanted != found).then(|| (seed, format!("{} | {}", around(&wanted), around(&found))))
        })
        .collect()
}

#[test]
fn clean_reports_are_left_alone() {
    for seed in 0..SEEDS {
        let sample = generate(seed, &Recipe::clean());
        let document = read(&sample);
        let changed: Vec<_> = document.edits().iter().filter(|edit| edit.rule.id != "line-break").collect();
        assert!(changed.is_empty(), "seed {seed}: {changed:?}");
        assert_eq!(bare(document.clean()), bare(&sample.text), "seed {seed}");
    }
}

#[test]
fn damages_are_undone() {
    for damage in
        [Damage::PageMarkers, Damage::Wrapper, Damage::HardWrap(72), Damage::FullWidth, Damage::Gb18030]
    {
        let failed = undone(damage);
        assert!(
            failed.is_empty(),
            "{damage:?}, {} of {SEEDS}: {:#?}",
            failed.len(),
            &failed[..failed.len().min(8)]
        );
    }
}

#[test]
fn swapped_words_come_back() {
    let (mut right, mut all, mut wrong) = (0, 0, Vec::new());
    for seed in 0..SEEDS {
        let recipe = Recipe::clean();
        let meant = generate(seed, &recipe).text;
        let sample = generate(seed, &recipe.with(Damage::Washing));
        let document = read(&sample);
        let washed = document.edits().iter().any(|edit| edit.rule.kind == "washing");
        // A text without the leading word shows no signature, and nothing is touched.
        let signature = sample.text.matches("效劳").count() >= 2;
        assert_eq!(washed, signature, "seed {seed}");
        if !signature {
            continue;
        }
        let (meant, found) = (bare(&meant), bare(document.clean()));
        assert_eq!(meant.chars().count(), found.chars().count(), "seed {seed}");
        let before: Vec<char> = bare(&sample.text).chars().collect();
        let found: Vec<char> = found.chars().collect();
        for (index, (a, b)) in meant.chars().zip(&found).enumerate() {
            let swapped = before[index] != a;
            all += usize::from(swapped);
            right += usize::from(swapped && a == *b);
            if a != *b {
                let around = |text: &[char]| {
                    text[index.saturating_sub(10)..(index + 10).min(text.len())].iter().collect::<String>()
                };
                wrong.push(format!("{seed}: {} -> {}", around(&before), around(&found)));
            }
        }
    }
    wrong.truncate(60);
    // Of the characters that were swapped, at least 97 % come back.
    assert!(right * 100 >= all * 97, "{right} of {all}: {wrong:#?}");
}

#[test]
fn cleaning_twice_changes_nothing_more() {
    for seed in 0..2 * SEEDS {
        let document = read(&generate(seed, &Recipe::any(seed)));
        let again = Document::read(document.clean().as_bytes(), &Options::default()).unwrap();
        let changed: Vec<_> = again.edits().iter().map(|edit| (edit.rule.id, edit.span)).collect();
        assert!(again.clean() == document.clean(), "seed {seed}: {changed:?}");
        assert!(changed.is_empty(), "seed {seed}: {changed:?}");
    }
}

#[test]
fn no_number_of_the_body_is_lost() {
    for seed in 0..SEEDS {
        let sample = generate(seed, &Recipe::any(seed));
        let document = read(&sample);
        for record in &sample.records {
            for edit in document.edits().iter().filter(|edit| edit.rule.kind == "body") {
                let outside = edit.span.end() <= record.span.start || edit.span.start() >= record.span.end;
                assert!(
                    outside,
                    "seed {seed}: {} is cut by {}",
                    &sample.text[record.span.clone()],
                    edit.rule.id
                );
            }
        }
    }
}
