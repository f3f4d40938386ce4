//! Undo, and the way back: what holds for every text and every list of edits.
#![allow(clippy::unwrap_used)] // helpers of tests may fail loudly too

use proptest::prelude::*;
use yigai_span::{ByteMap, Certainty, Edit, EditError, Edits, Rule, Span};

static FOREIGN: Rule = Rule { id: "marker", kind: "layout", foreign: true, zh: "页码", en: "page marker" };
static OWN: Rule = Rule { id: "width", kind: "width", foreign: false, zh: "全角", en: "wide character" };

/// Texts of one to four bytes a character.
fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(vec!['1', '%', '\n', 'é', '参', '合', '，', '😀']), 0..30)
        .prop_map(String::from_iter)
}

/// Sorted edits that do not overlap: how many characters to leave, how many to take out, what to put in.
fn steps() -> impl Strategy<Value = Vec<(usize, usize, &'static str, bool)>> {
    let put = prop::sample::select(vec!["", "", "2", "群众", "\n"]);
    prop::collection::vec((1_usize..6, 0_usize..4, put, any::<bool>()), 0..6)
}

fn edits(text: &str, steps: &[(usize, usize, &'static str, bool)]) -> Vec<Edit> {
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let (mut place, mut list) = (0, Vec::new());
    for &(skip, take, put, foreign) in steps {
        let (Some(&start), Some(&end)) = (ends.get(place + skip), ends.get(place + skip + take)) else {
            break;
        };
        place += skip + take;
        if start < end || !put.is_empty() {
            let rule = if foreign { &FOREIGN } else { &OWN };
            list.push(Edit::new(Span::new(start, end), put, rule, Certainty::Sure));
        }
    }
    list
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edits_can_be_undone(text in text(), steps in steps()) {
        let (after, edits) = Edits::apply(&text, edits(&text, &steps)).unwrap();
        let undone = edits.undo(&after);
        prop_assert_eq!(undone.as_deref(), Some(text.as_str()));
        for (index, edit) in edits.list().iter().enumerate() {
            prop_assert_eq!(Some(edits.removed(index)), edit.span.slice(&text));
            let placed = edits.placed(index).unwrap();
            prop_assert_eq!(placed.slice(&after), Some(&*edit.replacement));
        }
    }

    #[test]
    fn what_was_left_alone_leads_back_to_itself(text in text(), steps in steps()) {
        let (after, edits) = Edits::apply(&text, edits(&text, &steps)).unwrap();
        let replaced = |span: Span| (0..edits.list().len()).filter_map(|i| edits.placed(i)).any(|p| p.overlaps(span));
        for (at, c) in after.char_indices() {
            let here = Span::new(at, at + c.len_utf8());
            let before = edits.before(here);
            if !replaced(here) {
                prop_assert_eq!(before.slice(&text), here.slice(&after));
                prop_assert_eq!(edits.after(before.start()), at);
            }
        }
    }

    #[test]
    fn pieces_are_the_span_without_what_is_foreign(text in text(), steps in steps(), from in 0_usize..20, len in 1_usize..20) {
        let (after, edits) = Edits::apply(&text, edits(&text, &steps)).unwrap();
        let ends: Vec<usize> = after.char_indices().map(|(at, _)| at).chain([after.len()]).collect();
        let (Some(&start), Some(&end)) = (ends.get(from), ends.get(from + len)) else { return Ok(()) };
        let span = Span::new(start, end);
        let (whole, pieces) = (edits.before(span), edits.pieces(span));
        prop_assert_eq!(pieces.first().map(|piece| piece.start()), Some(whole.start()));
        prop_assert_eq!(pieces.last().map(|piece| piece.end()), Some(whole.end()));
        prop_assert!(pieces.windows(2).all(|pair| pair[0].end() <= pair[1].start()));
        let gone = |edit: &&Edit| edit.rule.foreign && edit.replacement.is_empty() && !edit.span.is_empty()
            && whole.start() < edit.span.start() && edit.span.end() < whole.end();
        for edit in edits.list().iter().filter(gone) {
            prop_assert!(!pieces.iter().any(|piece| piece.overlaps(edit.span)), "{:?} {:?}", pieces, edit.span);
        }
    }

    #[test]
    fn two_steps_in_one_list_make_what_they_make_in_turn(text in text(), first in steps(), second in steps()) {
        let (middle, first) = Edits::apply(&text, edits(&text, &first)).unwrap();
        let second = edits(&middle, &second);
        let (last, _) = Edits::apply(&middle, second.clone()).unwrap();
        let (after, both) = Edits::apply(&text, first.then(second)).unwrap();
        prop_assert_eq!(&after, &last);
        let undone = both.undo(&after);
        prop_assert_eq!(undone.as_deref(), Some(text.as_str()));
    }

    /// As in GB18030: two bytes for what takes more than one in the text, and a mark of `skip` bytes before all.
    #[test]
    fn bytes_of_a_file_and_of_its_text_lead_to_each_other(text in text(), skip in 0_usize..4) {
        let mut map = ByteMap::new(skip);
        let step = |c: char| if c.is_ascii() { 1_u8 } else { 2 };
        for c in text.chars() {
            map.push(1, step(c), u8::try_from(c.len_utf8()).unwrap());
        }
        let (mut file, mut runs, mut last) = (skip, 0, None);
        for (at, c) in text.char_indices() {
            let (here, there) = (Span::new(at, at + c.len_utf8()), Span::new(file, file + usize::from(step(c))));
            prop_assert_eq!(map.file(here), there);
            prop_assert_eq!(map.text(there), here);
            // A part of a character stands for all of it.
            prop_assert_eq!(map.file(Span::new(at, at + 1)), there);
            file = there.end();
            runs += usize::from(last.replace(c.len_utf8()) != Some(c.len_utf8()));
        }
        prop_assert_eq!(map.runs(), runs);
        prop_assert_eq!(map.file(Span::new(text.len(), text.len() + 9)).end(), if text.is_empty() { 0 } else { file });
    }
}

#[test]
fn edits_that_do_not_fit_are_refused() {
    let edit = |start, end| Edit::new(Span::new(start, end), "", &OWN, Certainty::Exact);
    let refused = |list| Edits::apply("参合率98%", list).unwrap_err();
    assert_eq!(refused(vec![edit(0, 3), edit(0, 3)]), EditError::Overlap(Span::new(0, 3)));
    assert_eq!(refused(vec![edit(3, 6), edit(0, 3)]), EditError::Overlap(Span::new(0, 3)));
    assert_eq!(refused(vec![edit(1, 3)]), EditError::Outside(Span::new(1, 3)));
    assert_eq!(refused(vec![edit(0, 4)]), EditError::Outside(Span::new(0, 4)));
    assert_eq!(refused(vec![edit(9, 99)]), EditError::Outside(Span::new(9, 99)));
    assert!(refused(vec![edit(0, 3), edit(2, 6)]).to_string().contains("2..6"));
    assert!(Edits::apply("参合率98%", vec![edit(0, 3), edit(3, 6)]).is_ok());
    // Another text than the one that was made is not undone.
    let (_, edits) =
        Edits::apply("12", vec![Edit::new(Span::new(0, 1), "3", &OWN, Certainty::Likely)]).unwrap();
    assert_eq!(edits.undo("42"), None);
    assert_eq!(edits.undo(""), None);
}

#[test]
fn spans_hold_their_first_byte_and_not_their_end() {
    let span = Span::new(3, 9);
    assert_eq!((span.start(), span.end(), span.len(), span.is_empty()), (3, 9, 6, false));
    assert_eq!(Span::new(9, 3), Span::new(9, 9));
    assert!(Span::new(9, 9).is_empty());
    for (offset, inside) in [(2, false), (3, true), (8, true), (9, false)] {
        assert_eq!(span.contains(offset), inside, "{offset}");
    }
    for (other, covered, shared) in [
        (Span::new(3, 9), true, true),
        (Span::new(4, 8), true, true),
        (Span::new(2, 4), false, true),
        (Span::new(8, 10), false, true),
        (Span::new(0, 3), false, false),
        (Span::new(9, 12), false, false),
    ] {
        assert_eq!((span.covers(other), span.overlaps(other)), (covered, shared), "{other:?}");
    }
    assert_eq!(span.join(Span::new(12, 14)), Span::new(3, 14));
    assert_eq!(span.join(Span::new(0, 4)), Span::new(0, 9));
    assert_eq!(span.shift(2), Span::new(5, 11));
    assert_eq!((span.range(), Span::from(3..9), format!("{span:?}")), (3..9, span, "3..9".to_owned()));
}

#[test]
fn a_text_that_is_its_file_leads_to_itself() {
    let map = ByteMap::identity(9);
    assert_eq!(
        (map.file(Span::new(2, 5)), map.text(Span::new(2, 5)), map.runs()),
        (Span::new(2, 5), Span::new(2, 5), 1)
    );
    assert_eq!(map.file(Span::new(9, 9)), Span::new(9, 9));
}
