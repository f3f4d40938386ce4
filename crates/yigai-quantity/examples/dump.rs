#![allow(clippy::all, missing_docs)]
use std::io::Read;
fn main() {
    let mut s = String::new();
    std::io::stdin().read_to_string(&mut s).unwrap();
    for m in yigai_quantity::find(&s) {
        let t = m.span.slice(&s).unwrap().replace('\n', "\\n").replace('\t', " ");
        let (v, u, b, un, per, inf) = match &m.reading {
            yigai_quantity::Reading::Quantity(q) => (
                q.value.normalize().to_string(),
                q.upper.map(|u| u.normalize().to_string()).unwrap_or_default(),
                q.bound.name(),
                q.unit.as_ref().map(|u| u.name().to_string()).unwrap_or_default(),
                q.per.join("/"),
                q.unit_inferred,
            ),
            yigai_quantity::Reading::Date(d) => {
                (d.iso().unwrap_or_default(), String::new(), "", String::new(), String::new(), false)
            }
            yigai_quantity::Reading::Ordinal(d) => {
                (d.to_string(), String::new(), "", String::new(), String::new(), false)
            }
            _ => Default::default(),
        };
        println!(
            "{}\t{}\t{}\t{:?}\t{v}\t{u}\t{b}\t{un}\t{per}\t{}",
            m.span.start(),
            m.span.end(),
            t,
            m.kind(),
            if inf { "inferred" } else { "" }
        );
    }
}
