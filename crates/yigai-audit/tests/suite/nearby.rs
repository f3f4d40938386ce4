//! Figures that stand together: what agrees by accident, measured over figures that have nothing to do with each other.

use yigai_audit::Verdict;

use crate::notation::Report;

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    /// Of 2 to `digits` digits, each length as often as another.
    fn number(&mut self, digits: u32) -> u64 {
        let low = 10_u64.pow(self.below(u64::from(digits) - 1) as u32 + 1);
        low + self.below(9 * low)
    }
}

fn unrelated(dice: &mut Dice) -> String {
    let mut text = String::new();
    for figure in 0..24 {
        let token = match dice.below(8) {
            0..=2 => format!("{}人", dice.number(6)),
            3 => format!("{}个", dice.number(3)),
            4 => format!("{}.{}万元", dice.number(4), 1 + dice.below(99)),
            5 => format!("{}元", dice.number(4)),
            6 => format!("{}.{}%", 10 + dice.below(90), 1 + dice.below(9)),
            _ => format!("{}%", 10 + dice.below(90)),
        };
        text.push_str(&format!("甲{{f{figure}:{token}}},"));
    }
    text
}

#[test]
fn figures_that_have_nothing_to_do_with_each_other_rarely_agree() {
    let (mut figures, mut agreeing) = (0, 0);
    for seed in 0..300 {
        let report = Report::new(&unrelated(&mut Dice(seed)), &[]);
        let findings = report.findings();
        figures += 24;
        agreeing += findings.iter().filter(|finding| finding.verdict == Verdict::Consistent).count();
        let alarms: Vec<_> = findings.iter().filter(|finding| finding.verdict.is_alarm()).collect();
        assert!(alarms.is_empty(), "{alarms:#?}");
    }
    eprintln!("{agreeing} of {figures} agree by accident");
    assert!(agreeing * 20 <= figures, "{agreeing} of {figures} agree by accident");
}
