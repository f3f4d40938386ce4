//! The constraints that are compiled in, and how mistakes in their file are reported.

use yigai_model::{Catalogue, ConstraintRule, Constraints, Strength};

#[test]
fn the_data_file_loads() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data");
    let read = Constraints::from_dir(folder, Catalogue::builtin()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(read.iter().count(), Constraints::builtin().iter().count());
    assert!(read.iter().all(|constraint| !constraint.reason().is_empty()));
}

#[test]
fn formulas_of_the_catalogue_are_constraints() {
    let constraints = Constraints::builtin();
    let posts = constraints.get("st_posts=sum").unwrap();
    assert_eq!(posts.indicators(), ["st_posts", "st_posts_tech", "st_posts_mgmt", "st_posts_support"]);
    let beds = constraints.get("fac_beds_per_1000=ratio").unwrap();
    assert!(matches!(beds.rule(), ConstraintRule::Ratio { scale, .. } if *scale == 1000.into()));
    let raised = constraints.get("nrcms_fund_raised=product").unwrap();
    assert_eq!(raised.indicators(), ["nrcms_fund_raised", "nrcms_fund_percap", "nrcms_enrollees"]);
}

#[test]
fn densities_are_counted_by_as_many_people_as_their_names_say() {
    for (id, people) in
        [("fac_beds_per_1000=ratio", 1000), ("wf_gp_per_10000=ratio", 10_000), ("hr_rate=ratio", 100)]
    {
        let constraint = Constraints::builtin().get(id).unwrap();
        assert!(
            matches!(constraint.rule(), ConstraintRule::Ratio { scale, .. } if *scale == people.into()),
            "{id}"
        );
    }
}

#[test]
fn order_and_strength_are_as_the_domain_has_them() {
    for (id, strength) in [
        ("contracts-posts-tech", Strength::Hard),
        ("records-electronic", Strength::Hard),
        ("outpatient-visits", Strength::Hard),
        ("nrcms-spent-raised", Strength::Soft),
        ("family-doctor-key", Strength::Soft),
        ("diabetes-hypertension", Strength::Soft),
        ("referrals", Strength::Soft),
    ] {
        assert_eq!(Constraints::builtin().get(id).unwrap().strength(), strength, "{id}");
    }
}

fn message(text: &str) -> String {
    Constraints::from_text("own.toml", text, Catalogue::builtin()).unwrap_err().to_string()
}

#[test]
fn mistakes_are_reported_with_their_line() {
    let good = "[[constraint]]\nid = \"x\"\nkind = \"subset\"\npart = \"hr_e_files\"\nwhole = \"hr_files\"\n\
                strength = \"soft\"\nreason = \"test\"\n";
    assert!(Constraints::from_text("own.toml", good, Catalogue::builtin()).is_ok());
    insta::assert_snapshot!(message(&good.replace("whole = \"hr_files\"\n", "")));
    insta::assert_snapshot!(message(&good.replace("hr_e_files", "hr_efiles")));
    insta::assert_snapshot!(message(&good.replace("soft", "weak")));
    insta::assert_snapshot!(message(&format!("{good}total = \"3\"\n")));
    insta::assert_snapshot!(message(&format!("{good}\n{good}")));
}

#[test]
fn constraints_are_found_by_what_leads_them_and_by_what_they_bind() {
    let constraints = Constraints::builtin();
    let led = |ids: &[&str]| -> Vec<String> {
        constraints.led_by(ids.iter().copied()).iter().map(|found| found.id().to_owned()).collect()
    };
    let own = |id: &str| -> Vec<String> {
        let all = constraints.iter().filter(|found| found.indicators().first() == Some(&id));
        all.map(|found| found.id().to_owned()).collect()
    };
    assert!(led(&["st_posts"]).contains(&"st_posts=sum".to_owned()));
    for id in ["st_posts", "st_contracts", "nrcms_fund_raised", "fac_beds_per_1000"] {
        assert_eq!(led(&[id]), own(id), "{id}");
        assert!(constraints.on(id).count() >= led(&[id]).len());
    }
    assert_eq!(led(&["st_posts", "st_posts"]), led(&["st_posts"]), "once each");
    let both = led(&["nrcms_fund_raised", "st_posts"]);
    assert_eq!(both.len(), led(&["nrcms_fund_raised"]).len() + led(&["st_posts"]).len());
    let order: Vec<_> = constraints.iter().map(|found| found.id().to_owned()).collect();
    assert!(both.is_sorted_by_key(|id| order.iter().position(|other| other == id)), "in their own order");
    assert!(led(&["no_such_indicator"]).is_empty() && constraints.on("no_such_indicator").next().is_none());
}
