use yigai_quantity::Dimension;

use crate::relation::{Link, Relation};
use crate::scene::Scene;

/// How many figures back the balance and the expense may stand.
const FARTHEST: usize = 8;

/// 支出A万元,累计结余B万元,可支付C个月: how long the balance lasts at the expense of the year.
pub(crate) fn reserves(scene: &Scene<'_>) -> Vec<Relation> {
    const NAMES: [&str; 6] = ["可支付", "支付能力", "可支撑", "可用月数", "可维持", "备付"];
    let reserve = |&index: &usize| {
        let said = |i: usize| scene.said(i);
        let months = scene.dimension(index) == Some(Dimension::Duration)
            && scene.slice(scene.span(index)).contains('月')
            && NAMES.iter().any(|name| said(index).contains(name));
        if !months {
            return None;
        }
        let money = |word: &str| {
            let before = std::iter::successors(scene.previous(index), |&at| scene.previous(at));
            before
                .take(FARTHEST)
                .take_while(|&i| scene.sentence(i) + 1 >= scene.sentence(index))
                .find(|&i| scene.dimension(i) == Some(Dimension::Money) && said(i).contains(word))
        };
        let (balance, expense) = (money("结余")?, money("支出")?);
        Some(Relation {
            link: Link::Rate { rate: index, numerator: vec![balance], denominator: vec![expense] },
            evidence: scene.span(expense.min(balance)).join(scene.span(index)),
            firm: false,
        })
    };
    scene.quantities.iter().filter_map(reserve).collect()
}
