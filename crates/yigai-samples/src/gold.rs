//! The truth in the form of annotated documents: one JSON record a line.

use crate::sample::{Record, Sample};
use serde_json::{Value, json};

impl Sample {
    /// The records, as in `NAME.gold.jsonl`. A record whose surroundings never become unique is left out;
    /// that happens only to repeated text without end.
    pub fn gold(&self) -> String {
        self.lines(self.records.iter().filter_map(|record| {
            let (ctx, num) = self.locate(record)?;
            let mut line = json!({
                "ctx": ctx, "num": num, "kind": record.kind, "value": record.value,
                "optional": record.optional, "corrupt": record.corrupt, "intended": record.intended,
            });
            if record.kind == "quantity" {
                extend(&mut line, json!({
                    "upper": null, "bound": record.bound, "unit": record.unit, "indicator": record.indicator,
                    "label": "", "role": record.role, "modality": record.modality, "period": record.period,
                }));
            }
            if !record.alternatives.is_empty() {
                let ids = record.alternatives.iter().map(|id| if id == "null" { Value::Null } else { json!(id) });
                extend(&mut line, json!({ "indicator_alt": ids.collect::<Vec<_>>() }));
            }
            if let Some(role) = record.other_role {
                extend(&mut line, json!({ "role_alt": [role] }));
            }
            if let Some(modality) = record.other_modality {
                extend(&mut line, json!({ "modality_alt": [modality] }));
            }
            if let Some(note) = record.note {
                extend(&mut line, json!({ "note": note }));
            }
            Some(line)
        }))
    }

    /// The recomputations, as in `NAME.checks.jsonl`.
    pub fn check_lines(&self) -> String {
        let reference = |index: &usize| {
            let (ctx, num) = self.locate(self.records.get(*index)?)?;
            Some(json!({ "ctx": ctx, "num": num }))
        };
        self.lines(self.checks.iter().filter_map(|check| {
            let operands: Option<Vec<Value>> = check.operands.iter().map(reference).collect();
            let suggest = (!check.suggest.is_empty()).then_some(&check.suggest);
            Some(json!({
                "rule": check.rule, "verdict": check.verdict, "basis": check.basis,
                "target": reference(&check.target)?, "operands": operands?,
                "computed": check.computed, "suggest": suggest, "note": "",
            }))
        }))
    }

    fn lines(&self, values: impl Iterator<Item = Value>) -> String {
        values.fold(String::new(), |text, value| format!("{text}{value}\n"))
    }

    /// A context that occurs once in the text and holds the mention once, and the mention.
    fn locate(&self, record: &Record) -> Option<(&str, &str)> {
        let num = self.text.get(record.span.clone())?;
        let (mut start, mut end) = (record.span.start, record.span.end);
        let mut turn = 0_u32;
        loop {
            let ctx = self.text.get(start..end)?;
            if occurs_once(&self.text, ctx) {
                return Some((ctx, num));
            }
            let left = self.text.get(..start)?.chars().next_back().map(|c| start - c.len_utf8());
            let right = self.text.get(end..)?.chars().next().map(|c| end + c.len_utf8());
            let holds_once =
                |start: usize, end: usize| self.text.get(start..end).is_some_and(|ctx| occurs_once(ctx, num));
            let left = left.filter(|&left| holds_once(left, end));
            let right = right.filter(|&right| holds_once(start, right));
            match (left, right) {
                (Some(left), _) if turn % 3 != 2 || right.is_none() => start = left,
                (_, Some(right)) => end = right,
                (Some(left), None) => start = left,
                (None, None) => return None,
            }
            turn += 1;
        }
    }
}

fn occurs_once(text: &str, part: &str) -> bool {
    text.find(part).is_some_and(|at| {
        // Occurrences may overlap: 8%、8%、8%.
        let next = at + part.chars().next().map_or(1, char::len_utf8);
        text.get(next..).is_none_or(|rest| !rest.contains(part))
    })
}

fn extend(line: &mut Value, more: Value) {
    if let (Value::Object(line), Value::Object(more)) = (line, more) {
        line.extend(more);
    }
}
