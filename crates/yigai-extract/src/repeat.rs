use std::collections::HashMap;

use yigai_model::{Modality, Role};

use crate::observation::Observation;
use crate::relation::{Link, Relation};
use crate::scene::Scene;

/// The same fact stated again: one indicator, one label, one period.
pub(crate) fn repeats(scene: &Scene<'_>, observations: &[Observation]) -> Vec<Relation> {
    let mut seen: HashMap<(&str, &str), usize> = HashMap::new();
    let mut out = Vec::new();
    for (number, now) in observations.iter().enumerate() {
        let Some(indicator) = now.indicator.as_deref() else { continue };
        if now.role != Role::Level || now.modality != Modality::Actual {
            continue;
        }
        let Some(last) =
            seen.insert((indicator, now.label.as_str()), number).and_then(|i| observations.get(i))
        else {
            continue;
        };
        let same_period = last.period.is_none() || now.period.is_none() || last.period == now.period;
        if same_period && scene.dimension(last.mention) == scene.dimension(now.mention) {
            out.push(Relation {
                link: Link::Repeat { first: last.mention, again: now.mention },
                evidence: scene.span(now.mention),
                firm: false,
            });
        }
    }
    out
}
