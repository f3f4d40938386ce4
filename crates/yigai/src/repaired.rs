use yigai_audit::{Input, Repair, repairs};

use crate::{Lang, Report};

/// A copy of a report's text with its repairs, and what was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repaired {
    /// The decoded text of the file with the repairs made and nothing else changed.
    pub text: String,
    /// The repairs that were made, in text order.
    pub repairs: Vec<Repair>,
}

impl Report {
    /// A copy of the text in which the damage that is beyond reasonable doubt is undone. The report stays as it is, and
    /// so does whatever an author miscounted himself.
    ///
    /// ```
    /// use yigai::{Options, Report};
    ///
    /// let text = "202223年,全县参合农民36112人,政策范围内报销比例由60%提高到70%,提高2023个百分点。";
    /// let report = Report::read(text.as_bytes(), &Options::default())?;
    /// let copy = report.repaired();
    /// assert!(copy.text.contains("提高10个百分点"), "{}", copy.text);
    /// assert_eq!(copy.repairs.last().map(|repair| repair.from.as_str()), Some("2023"));
    /// # Ok::<(), yigai::Error>(())
    /// ```
    pub fn repaired(&self) -> Repaired {
        let input =
            Input::new(self.document().clean(), self.mentions(), self.observations(), self.relations());
        let decoded = self.document().decoded();
        let (mut text, mut made, mut end) = (String::with_capacity(decoded.len()), Vec::new(), 0);
        for repair in repairs(&input, self.findings()) {
            // Digits that a page marker stands between are left to a person.
            let pieces = self.document().map().pieces(repair.span);
            let before = match pieces.as_slice() {
                [one] => *one,
                [] => self.document().map().before(repair.span),
                _ => continue,
            };
            let unchanged = before.slice(decoded) == Some(repair.from.as_str());
            let Some(kept) = decoded.get(end..before.start()).filter(|_| unchanged) else { continue };
            text.push_str(kept);
            text.push_str(&repair.to);
            end = before.end();
            made.push(repair);
        }
        text.push_str(decoded.get(end..).unwrap_or_default());
        Repaired { text, repairs: made }
    }
}

impl Repaired {
    /// The copy with a list of what was changed before its first line.
    pub fn with_header(&self, lang: Lang) -> String {
        let mut header = String::new();
        header.push_str(lang.pick(
            "【修复说明】以下数字有充分证据,已在本副本中改动;原文件未动。\n",
            "[Repairs] These numbers were changed in this copy on strong evidence; the original file is as it was.\n",
        ));
        for (number, repair) in self.repairs.iter().enumerate() {
            let why = lang.pick(&repair.why.zh, &repair.why.en);
            header.push_str(&format!(
                "{}. {} → {} ({}; {why})\n",
                number + 1,
                repair.from,
                repair.to,
                repair.odds
            ));
        }
        header.push('\n');
        header + &self.text
    }
}
