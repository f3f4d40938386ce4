use yigai_span::Span;

use crate::question::{Choice, Place};
use crate::scene::Scene;
use crate::window::Window;

/// The head noun phrase of a number: the words that decided, else the nearest ones.
pub(crate) fn label(scene: &Scene<'_>, index: usize, window: &Window, choice: Option<&Choice>) -> String {
    let span = match choice {
        Some(choice) if matches!(choice.place, Place::Before | Place::Lead) => {
            phrase_before(scene, window, choice.head)
        }
        Some(choice) => choice.head,
        None => nearest(scene, index, window),
    };
    scene.slice(span).trim().trim_matches(['、', '，', ',', '“', '”', '"']).to_owned()
}

/// From the head to the number, without the verb in front of the number.
fn phrase_before(scene: &Scene<'_>, window: &Window, head: Span) -> Span {
    let end = if window.before.covers(head) { window.before.end() } else { head.end() };
    let text = scene.slice(Span::new(head.start(), end));
    let kept = trim_verbs(scene, text);
    Span::new(head.start(), (head.start() + kept.len()).max(head.end()))
}

fn nearest(scene: &Scene<'_>, index: usize, window: &Window) -> Span {
    let after = scene.slice(window.after);
    let noun = after.split(['、', ',', '，', '的', '“']).next().unwrap_or_default();
    let counter = scene
        .dimension(index)
        .is_none_or(|d| !matches!(d, yigai_quantity::Dimension::Money | yigai_quantity::Dimension::Percent));
    if counter && noun.chars().next().is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) {
        return Span::new(window.after.start(), window.after.start() + clip(noun, 12).len());
    }
    let before = if scene.slice(window.before).trim().is_empty() { window.lead } else { window.before };
    let text = trim_verbs(scene, scene.slice(before));
    let tail = noun_phrase(scene, text);
    let end = before.start() + text.len();
    Span::new(end - tail.len(), end)
}

fn clip(text: &str, chars: usize) -> &str {
    text.char_indices().nth(chars).map_or(text, |(at, _)| text.get(..at).unwrap_or(text))
}

/// The last words before a number, from where a phrase may begin: behind a mark or a word that only leads on (全县共).
fn noun_phrase<'t>(scene: &Scene<'_>, text: &'t str) -> &'t str {
    const LONGEST: usize = 16;
    let from = text.rfind(['、', ',', '，', ':', '：', ';', '；', '。', ')', '）', '”', '》', '\n', ' ']);
    let mut rest = from.and_then(|at| text.get(at..)).unwrap_or(text);
    rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    if rest.is_empty() {
        rest = text;
    }
    let shorter = |rest: &'t str| {
        let shorter =
            scene.cues.naming.leading.take(rest).or_else(|| rest.strip_prefix("其中"))?.trim_start();
        (shorter.chars().count() > 1).then_some(shorter)
    };
    while let Some(shorter) = shorter(rest) {
        rest = shorter;
    }
    let count = rest.chars().count();
    rest.char_indices().nth(count.saturating_sub(LONGEST)).map_or("", |(at, _)| rest.get(at..).unwrap_or(""))
}

fn trim_verbs<'t>(scene: &Scene<'_>, text: &'t str) -> &'t str {
    let mut text = text.trim_end();
    while let Some(shorter) = scene.cues.naming.label_verbs.take_end(text) {
        text = shorter.trim_end();
    }
    text
}
