//! What is found of a family, and what is not.

use hotspur_core::Reason;
use hotspur_core::track::family::{
    Claim, ClaimVerdict, End, Family, FamilyFound, Member, Position, Regime, compare, funnel_limit,
    funnel_limits, overdispersion, ranks,
};

fn member(name: &str, count: u64, exposure: f64) -> Member {
    Member {
        name: name.into(),
        count,
        exposure,
        regime: None,
        own: false,
        claim: None,
        source: None,
    }
}

fn of(members: &[Member]) -> Family {
    Family {
        indicator: "burglary".into(),
        year: "2001-02".into(),
        per: "households".into(),
        members: members.to_vec(),
    }
}

fn found(members: &[Member]) -> FamilyFound {
    compare(&of(members), 1)
}

fn position(found: &FamilyFound, name: &str) -> Option<Position> {
    let member = found
        .members
        .iter()
        .find(|member| member.member.name == name)?;
    member.judged.known().map(|judged| judged.position)
}

#[test]
fn a_count_on_a_limit_is_inside_and_one_beyond_is_not() {
    let [inner, outer] = funnel_limits(100.0, 1.0).known().unwrap();
    // The other is so large that the pooled rate stays where it is.
    let with = |count: u64| {
        let members = [member("a", count, 1e4), member("b", 10_000_000, 1e9)];
        position(&found(&members), "a").unwrap()
    };
    let (inside, above) = (inner.upper.floor() as u64, inner.upper.ceil() as u64);
    assert_eq!(
        (with(inside), with(above)),
        (Position::Inside, Position::Above)
    );
    assert_eq!(with(outer.upper.ceil() as u64), Position::FarAbove);
    assert_eq!(with(outer.lower.floor() as u64), Position::FarBelow);
    assert_eq!(with(inner.lower.floor() as u64), Position::Below);
}

#[test]
fn members_that_differ_more_than_chance_widen_the_limits_and_one_wild_member_does_not() {
    let even = [100, 108, 93, 99, 104, 96, 101, 98];
    let members = |counts: [u64; 8]| -> Vec<Member> {
        let counts = counts.iter().enumerate();
        counts
            .map(|(at, count)| member(&format!("{at}"), *count, 1e4))
            .collect()
    };
    let calm = found(&members(even)).funnel.known().unwrap();
    assert_eq!(calm.phi(), 1.0);
    let uneven = [60, 150, 80, 130, 40, 170, 90, 110];
    let apart = found(&members(uneven));
    let phi = apart.funnel.clone().known().unwrap().phi();
    assert!(phi > 5.0, "{phi}");
    let judged = apart.members[5].judged.known().unwrap();
    assert_eq!(judged.by_chance_alone, Position::FarAbove);
    assert!(judged.position < Position::FarAbove, "{judged:?}");
    let wild = overdispersion(&[-1.0, 0.5, 0.2, -0.4, 1.1, -0.9, 0.3, 0.1, -0.2, 40.0])
        .known()
        .unwrap();
    assert!(wild.unwinsorised > 100.0 && wild.phi < 5.0, "{wild:?}");
}

#[test]
fn stretched_limits_lie_root_phi_times_as_far_from_the_expected_count() {
    let [plain, _] = funnel_limits(400.0, 1.0).known().unwrap();
    let [wide, _] = funnel_limits(400.0, 9.0).known().unwrap();
    assert!((wide.upper - 400.0 - 3.0 * (plain.upper - 400.0)).abs() < 1e-9);
    assert!((400.0 - wide.lower - 3.0 * (400.0 - plain.lower)).abs() < 1e-9);
    // Calmer than chance is no reason for narrower limits, and no limit is below zero.
    assert_eq!(funnel_limits(400.0, 0.3), funnel_limits(400.0, 1.0));
    assert_eq!(funnel_limits(4.0, 99.0).known().unwrap()[0].lower, 0.0);
}

#[test]
fn members_of_another_regime_are_marked_and_neither_pooled_nor_ranked() {
    let mut members = vec![
        member("own", 120, 1e4),
        member("same", 100, 1e4),
        member("other", 300, 1e4),
        member("silent", 200, 1e4),
    ];
    members[0].own = true;
    members[0].regime = Some("NCRS from 2002".into());
    members[1].regime = Some("ncrs  from 2002".into());
    members[2].regime = Some("before NCRS".into());
    let found = found(&members);
    assert_eq!(found.regime, Regime::One("NCRS from 2002".into()));
    let funnel = found.funnel.clone().known().unwrap();
    assert_eq!((funnel.members, funnel.count), (2, 220));
    let reason = |at: usize| found.members[at].judged.reason();
    // In the order of names: other, own, same, silent.
    assert_eq!(
        (reason(0), reason(3)),
        (Some(Reason::AnotherRegime), Some(Reason::RegimeNotKnown))
    );
    assert!(found.members[0].rate.known().is_some() && found.members[0].rank.reason().is_some());
    assert_eq!(
        found.members[1].rank.clone().known().unwrap().chances.len(),
        2
    );
}

#[test]
fn what_is_not_known_of_regimes_is_said() {
    let mut members = vec![
        member("own", 120, 1e4),
        member("b", 100, 1e4),
        member("c", 90, 1e4),
    ];
    assert_eq!(found(&members).regime, Regime::NotKnown);
    members[1].regime = Some("one".into());
    members[2].regime = Some("two".into());
    assert_eq!(found(&members).regime, Regime::Several);
    members[0].own = true;
    assert_eq!(found(&members).regime, Regime::OwnNotKnown);
    assert_eq!(found(&members).funnel.known().unwrap().members, 3);
}

#[test]
fn degenerate_families_have_a_reason_and_no_number() {
    let one = found(&[member("a", 10, 1e3)]);
    assert_eq!(one.funnel.reason(), Some(Reason::TooFewUnits));
    assert_eq!(one.members[0].rank.reason(), Some(Reason::TooFewUnits));
    let none = found(&[member("a", 0, 1e3), member("b", 0, 1e3)]);
    assert_eq!(none.funnel.reason(), Some(Reason::NoEvents));
    assert_eq!(none.members[0].rate.known(), Some(0.0));
    assert_eq!(found(&[]).funnel.reason(), Some(Reason::TooFewUnits));
    let bare = found(&[
        member("a", 9, 0.0),
        member("b", 5, 1e3),
        member("c", 0, 1e3),
    ]);
    assert_eq!(bare.members[0].rate.reason(), Some(Reason::ZeroExposure));
    assert_eq!(bare.members[0].judged.reason(), Some(Reason::ZeroExposure));
    let funnel = bare.funnel.clone().known().unwrap();
    assert_eq!((funnel.members, funnel.count), (2, 5));
    assert_eq!(funnel.overdispersion.reason(), Some(Reason::TooFewUnits));
    // A count of zero is data: it has a rank, and an interval of its rate.
    let zero = &bare.members[2];
    assert_eq!(zero.rank.clone().known().unwrap().rank, 2);
    assert!(zero.rate_limits.known().unwrap().upper > 0.0);
    assert_eq!(funnel_limit(0.0, 0.975).reason(), Some(Reason::NoEvents));
    assert_eq!(
        funnel_limit(f64::NAN, 0.975).reason(),
        Some(Reason::NotFinite)
    );
    assert_eq!(
        funnel_limit(1e12, 0.975).reason(),
        Some(Reason::TooManyEvents)
    );
}

#[test]
fn the_order_of_members_changes_nothing_and_the_seed_only_the_draws() {
    let members = [
        member("a", 30, 1e3),
        member("b", 28, 1e3),
        member("c", 22, 9e2),
        member("d", 41, 2e3),
        member("e", 35, 1e3),
    ];
    let mut backwards = members.to_vec();
    backwards.reverse();
    let (one, other) = (found(&members), found(&backwards));
    assert_eq!(
        (one.members.clone(), one.funnel.clone()),
        (other.members, other.funnel)
    );
    let reseeded = compare(&of(&members), 2);
    let chances = |found: &FamilyFound| found.members[0].rank.clone().known().unwrap().chances;
    assert_ne!(chances(&one), chances(&reseeded));
    assert!((chances(&one)[0] - chances(&reseeded)[0]).abs() < 0.02);
}

#[test]
fn chances_of_ranks_add_up_by_member_and_by_rank() {
    let ranked = ranks(&[(30, 1e3), (28, 1e3), (22, 9e2), (0, 50.0)], 3)
        .known()
        .unwrap();
    for at in 0..4 {
        let of_member: f64 = ranked[at].chances.iter().sum();
        let of_rank: f64 = ranked.iter().map(|ranked| ranked.chances[at]).sum();
        assert!((of_member - 1.0).abs() < 1e-12 && (of_rank - 1.0).abs() < 1e-12);
        assert!(ranked[at].lower <= ranked[at].upper);
    }
}

/// Jeffreys' prior gives intervals of ranks that hold the true rank as often as they say, and more often where members are alike.
#[test]
fn the_interval_of_a_rank_holds_the_true_rank_at_least_19_times_of_20() {
    use rand_distr::{Distribution, Poisson};
    let rates = [0.010, 0.011, 0.012, 0.013, 0.014, 0.016, 0.018, 0.020];
    let (mut held, mut all) = (0, 0);
    for town in 0..60 {
        let mut random = hotspur_core::stream(5, town, 0);
        let drawn = rates.map(|rate| {
            Poisson::<f64>::new(rate * 9_000.0)
                .unwrap()
                .sample(&mut random) as u64
        });
        let ranked = ranks(&drawn.map(|count| (count, 9_000.0)), town)
            .known()
            .unwrap();
        for (at, ranked) in ranked.iter().enumerate() {
            let truth = rates.len() - at;
            held += usize::from((ranked.lower..=ranked.upper).contains(&truth));
            all += 1;
        }
    }
    assert!(held * 20 >= all * 19, "{held} of {all}");
}

#[test]
fn a_claim_is_read_as_people_write_it_and_refused_where_it_is_none() {
    let claim = |text: &str| text.parse::<Claim>().unwrap();
    let second = Claim {
        place: 2,
        end: End::Highest,
    };
    for text in ["2nd highest", "Second highest", " second  HIGHEST "] {
        assert_eq!(claim(text), second);
    }
    assert_eq!(
        claim("lowest"),
        Claim {
            place: 1,
            end: End::Lowest
        }
    );
    assert_eq!(claim("12th lowest").place, 12);
    assert_eq!(second.to_string(), "second highest");
    assert_eq!(claim("highest").to_string(), "highest");
    for text in [
        "",
        "worst",
        "0th highest",
        "2 highest",
        "second highest in the county",
        "-1st highest",
        "99999999999999999999th lowest",
    ] {
        assert!(
            text.parse::<Claim>().unwrap_err().contains("2nd highest"),
            "{text}"
        );
    }
}

#[test]
fn a_claim_holds_fails_or_is_not_told_from_chance() {
    let mut members = vec![
        member("a", 400, 1e4),
        member("b", 300, 1e4),
        member("c", 290, 1e4),
        member("d", 100, 1e4),
    ];
    let claims = ["highest", "2nd highest", "2nd highest", "3rd highest"];
    for (member, claim) in members.iter_mut().zip(claims) {
        member.claim = Some(claim.parse().unwrap());
    }
    let found = found(&members);
    let judged: Vec<(bool, ClaimVerdict)> = (found.members.iter())
        .map(|member| member.claim.unwrap().known().unwrap())
        .map(|found| (found.by_counts, found.verdict()))
        .collect();
    let expected = [
        (true, ClaimVerdict::Holds),
        (true, ClaimVerdict::Untold),
        (false, ClaimVerdict::Untold),
        (false, ClaimVerdict::Fails),
    ];
    assert_eq!(judged, expected);
    // Of four there is no ninth.
    let ninth: Claim = "9th lowest".parse().unwrap();
    assert_eq!(
        ninth
            .judge(&found.members[0].rank.clone().known().unwrap())
            .chance,
        0.0
    );
}
