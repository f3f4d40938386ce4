use yigai_extract::{Observation, Relation};
use yigai_quantity::{Mention, Period};
#[derive(Clone, Debug, Default)]
pub struct Context {
    pub title: Option<String>,
    pub issuer: Option<String>,
    pub region: Option<String>,
    pub period: Option<Period>,
    pub period_evidence: Option<String>,
}
impl Context {
    pub fn year(&self) -> Option<i32> {
        None
    }
}
#[derive(Clone, Debug, Default)]
pub struct Extraction {
    pub mentions: Vec<Mention>,
    pub observations: Vec<Observation>,
    pub relations: Vec<Relation>,
    pub context: Context,
}
