//! The numbers under which findings are listed, the same in every writer.

use yigai::contract::{Finding, Report, Verdict};

/// What a person should see, alarms first, then notes, counted from 1.
pub(crate) fn numbered(report: &Report) -> impl Iterator<Item = (usize, &Finding)> {
    let notes = report.findings.iter().filter(|f| !f.is_alarm() && f.verdict != Verdict::Consistent);
    report.alarms().chain(notes).zip(1..).map(|(finding, number)| (number, finding))
}

/// Alarms, notes, recomputations that hold.
pub(crate) fn counts(report: &Report) -> [usize; 3] {
    let alarms = report.alarms().count();
    let holds = report.findings.iter().filter(|finding| finding.verdict == Verdict::Consistent).count();
    [alarms, report.findings.len() - alarms - holds, holds]
}
