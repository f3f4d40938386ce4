//! Damage to values: slips, find-and-replace programs, lost percent signs.

use crate::draft::{Claim, Draft, Fact, Piece};
use crate::library::Library;
use crate::number::Stated;
use crate::random::Random;

/// Changes one digit in the targets of up to `count` recomputations.
pub(crate) fn slips(draft: &mut Draft, random: &mut Random, count: usize) {
    let mut candidates: Vec<usize> = (0..draft.claims.len()).collect();
    random.shuffle(&mut candidates);
    let mut left = count;
    for index in candidates {
        if left == 0 {
            break;
        }
        let Some(claim) = draft.claims.get(index) else { continue };
        let members: Vec<usize> = claim.members().collect();
        let sound = claim.rule != "order"
            && !members.iter().any(|&member| draft.facts.get(member).is_none_or(|fact| fact.corrupt));
        let target = claim.target;
        let Some(fact) = draft.facts.get_mut(target).filter(|_| sound) else { continue };
        let Some(slipped) = fact.digits.and_then(|digits| slip(digits, random)) else { continue };
        fact.damage(slipped);
        let intended = fact.intended.clone();
        // A wrong target makes every other recomputation over it undecidable.
        let mut position = 0;
        draft.claims.retain(|claim| {
            let this = position == index;
            position += 1;
            this || !claim.members().any(|member| member == target)
        });
        if let Some(claim) = draft.claims.iter_mut().find(|claim| claim.target == target) {
            claim.verdict = "inconsistent";
            let exact = matches!(claim.rule, "ratio" | "share" | "growth" | "points" | "difference");
            claim.suggest = intended.into_iter().filter(|_| exact).collect();
        }
        left -= 1;
        return slips(draft, random, left);
    }
}

/// The digits with one of them changed, never the last one: that could still pass for rounding.
fn slip(digits: Stated, random: &mut Random) -> Option<Stated> {
    let text = digits.to_string();
    let places: Vec<usize> =
        text.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()).map(|(at, _)| at).collect();
    let (_, changeable) = places.split_last()?;
    let &at = random.pick(changeable)?;
    let mut bytes = text.into_bytes();
    let byte = bytes.get_mut(at)?;
    let turn = 1 + random.index(if at == 0 { 8 } else { 9 }) as u8;
    // A first digit stays a digit from 1 to 9.
    *byte = if at == 0 { b'1' + (*byte - b'1' + turn) % 9 } else { b'0' + (*byte - b'0' + turn) % 10 };
    Stated::parse(std::str::from_utf8(&bytes).ok()?)
}

/// Runs one of the replacement programs over every run of digits.
pub(crate) fn program(draft: &mut Draft, library: &Library, random: &mut Random) {
    let Some(program) = random.pick(&library.programs) else { return };
    let run =
        |text: &str| program.pairs.iter().fold(text.to_owned(), |text, [from, to]| text.replace(from, to));
    for piece in &mut draft.pieces {
        if let Piece::Text(text) = piece
            && text.bytes().any(|byte| byte.is_ascii_digit())
        {
            *text = run(text);
        }
    }
    let mut damaged = Vec::new();
    for (index, fact) in draft.facts.iter_mut().enumerate() {
        match (fact.kind, fact.digits) {
            ("quantity", Some(digits)) => {
                let after = run(&digits.to_string());
                if after != digits.to_string()
                    && let Some(after) = Stated::parse(&after)
                {
                    fact.damage(after);
                    damaged.push(index);
                }
            }
            ("date", _) if rewrite_date(fact, &run(&fact.written)) => damaged.push(index),
            _ => {}
        }
    }
    judge(draft, &damaged);
}

/// A date after the program; true where its year can no longer be read.
fn rewrite_date(fact: &mut Fact, after: &str) -> bool {
    if after == fact.written {
        return false;
    }
    let longest = |text: &str| text.split(|c: char| !c.is_ascii_digit()).map(str::len).max().unwrap_or(0);
    if longest(after) > 4 {
        let year: String = fact.written.chars().take_while(char::is_ascii_digit).collect();
        fact.kind = "unreadable";
        fact.value = None;
        fact.intended = Some(year);
        fact.corrupt = true;
    } else {
        fact.note = Some("the years were rewritten");
        // A month that became a year is no date of that month any more; the year is still written.
        fact.value = fact.value.take().map(|_| after.chars().take_while(char::is_ascii_digit).collect());
    }
    fact.written = after.to_owned();
    fact.corrupt
}

/// Turns the recomputations over damaged numbers into what a good audit finds.
fn judge(draft: &mut Draft, damaged: &[usize]) {
    let is_damaged = |fact: usize| damaged.binary_search(&fact).is_ok();
    let mut proven = Vec::new();
    let mut claims = Vec::new();
    for mut claim in std::mem::take(&mut draft.claims) {
        let hurt: Vec<usize> = claim.members().filter(|&member| is_damaged(member)).collect();
        match (hurt.as_slice(), claim.verdict) {
            ([], _) => claims.push(claim),
            ([one], "consistent") if claim.rule != "order" && !proven.contains(one) => {
                let intended = draft.facts.get(*one).and_then(|fact| fact.intended.clone());
                let others: Vec<usize> = claim.members().filter(|member| member != one).collect();
                proven.push(*one);
                claim.verdict = "corrupt";
                (claim.target, claim.operands) = (*one, others);
                claim.computed.clone_from(&intended);
                claim.suggest = intended.into_iter().collect();
                claims.push(claim);
            }
            _ => {}
        }
    }
    for &index in damaged.iter().filter(|index| !proven.contains(index)) {
        let intended = draft.facts.get(index).and_then(|fact| fact.intended.clone());
        claims.push(Claim {
            rule: "corrupt",
            verdict: "corrupt",
            basis: "form",
            target: index,
            operands: Vec::new(),
            computed: None,
            suggest: intended.into_iter().collect(),
        });
    }
    draft.claims = claims;
}

/// Takes the percent sign from one rate in four.
pub(crate) fn lost_percent(draft: &mut Draft, random: &mut Random) {
    for (index, fact) in draft.facts.iter_mut().enumerate() {
        let Some(digits) = fact.digits.filter(|_| fact.tail == "%" && !fact.corrupt) else { continue };
        if random.once_in(4) {
            fact.tail = "";
            fact.written = digits.to_string();
            fact.corrupt = true;
            draft.claims.push(Claim {
                rule: "corrupt",
                verdict: "corrupt",
                basis: "form",
                target: index,
                operands: Vec::new(),
                computed: None,
                suggest: fact.value.clone().into_iter().collect(),
            });
        }
    }
}
