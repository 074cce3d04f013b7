//! The laws of a life, whatever happens in whatever order.

use proptest::prelude::*;

use super::*;
use crate::core::convert::Gate;
use crate::core::message::text::{Alg006, Ord001, Ord902, Ord904};

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

fn look() -> Look {
    Look {
        gate: Gate::Ready,
        essence: "a".to_owned(),
        described: Described { revision: Some("r".to_owned()), ..Described::default() },
        facts: Vec::new(),
        changed: false,
        reason: Reason::News,
        kept_out: None,
        remove: false,
    }
}

fn read_as(look: Look) -> Happening {
    Happening::Read(Box::new(look))
}

fn file() -> Happening {
    let made = Made { sha256: "s".to_owned(), gross: Decimal::ONE, worth: None, revision: None, print: None };
    Happening::FileWritten { name: "RO_a.xml".to_owned(), made, essence: "a".to_owned(), warning: None }
}

fn document() -> Happening {
    Happening::DocumentWritten { number: "RO/1".to_owned(), key: Uuid::nil(), lines: Vec::new(), warning: None }
}

fn why() -> Problem {
    Problem::error(Ord001)
}

/// The life after all of these, a minute apart, and the last deeds.
fn lived(happenings: impl IntoIterator<Item = Happening>) -> (Life, Vec<Deed>) {
    let begin = (Life::seen("o", "sklep", at(0)), Vec::new());
    happenings.into_iter().enumerate().fold(begin, |(life, _), (number, happening)| {
        after(&life, happening, at(60 * i64::try_from(number + 1).unwrap()))
    })
}

fn told(deeds: &[Deed]) -> Vec<&str> {
    let told = deeds.iter().filter_map(|deed| match deed {
        Deed::Tell(problem) => Some(problem.code()),
        _ => None,
    });
    told.collect()
}

#[test]
fn an_order_becomes_a_file_and_the_file_a_document() {
    let (life, deeds) = lived([read_as(look())]);
    assert_eq!((life.state, deeds), (State::Seen, vec![Deed::MakeFile]));
    let (life, _) = lived([read_as(look()), file()]);
    assert_eq!((life.state, life.revision.as_deref()), (State::Exported, Some("r")));
    let (life, deeds) = lived([read_as(look()), file(), read_as(look())]);
    assert_eq!((life.state, deeds), (State::Exported, vec![]), "it is as it was");
    let other = Look { essence: "b".to_owned(), ..look() };
    assert_eq!(lived([read_as(look()), file(), read_as(other)]).1, [Deed::MakeFile]);
    let (life, deeds) = lived([read_as(look()), file(), document(), read_as(look())]);
    assert_eq!((life.state, life.document.as_deref(), deeds), (State::Imported, Some("RO/1"), vec![]));
}

#[test]
fn r_a17_what_had_left_before_our_time_is_for_a_person_to_ask_for() {
    let gone = Look { kept_out: Some(KeptOut::BeforeOurTime), ..look() };
    let (life, deeds) = lived([read_as(gone.clone())]);
    assert_eq!((life.state, life.left_out, deeds), (State::Waiting, true, vec![Deed::TakeFileBack]));
    let asked = Look { reason: Reason::Asked, ..gone };
    let (life, deeds) = lived([read_as(look()), read_as(asked)]);
    assert_eq!((life.left_out, deeds), (false, vec![Deed::MakeFile]));
}

#[test]
fn what_came_back_before_it_was_seen_waits_with_its_reason_until_a_person_asks() {
    let returned = Look { kept_out: Some(KeptOut::Returned), ..look() };
    let (life, _) = lived([read_as(returned.clone())]);
    assert_eq!((life.state, life.problem.as_ref().map(Problem::code)), (State::Waiting, Some("LIF-007")));
    assert_eq!(
        lived([read_as(returned.clone()), read_as(Look { reason: Reason::Asked, ..returned })]).1,
        [Deed::MakeFile]
    );
}

#[test]
fn i13_what_is_told_of_a_document_is_taken_back_when_it_is_true_no_more() {
    let document = || document();
    let cancelled = Fact::new(Kind::Cancelled, Problem::warning(Ord902 { document: "RO/1".into() }));
    let bad = Look { gate: Gate::Cancelled(why()), facts: vec![cancelled], ..look() };
    let (life, deeds) = lived([read_as(look()), file(), document(), read_as(bad.clone())]);
    assert_eq!((told(&deeds), life.has_open(Kind::Cancelled), life.state), (vec!["ORD-902"], true, State::Imported));
    let (life, deeds) = lived([read_as(look()), file(), document(), read_as(bad.clone()), read_as(bad.clone())]);
    assert_eq!((told(&deeds), life.has_open(Kind::Cancelled)), (vec![], true), "told once");
    let (life, deeds) = lived([read_as(look()), file(), document(), read_as(bad), read_as(look())]);
    assert_eq!((told(&deeds), life.open_matters().count(), life.shown()), (vec![], 0, None));
}

#[test]
fn i12_a_file_comes_back_by_itself_once_and_then_waits_for_a_person() {
    let gone = || Happening::FileMissing { auto: true };
    let (life, _) = lived([read_as(look()), file(), gone()]);
    assert_eq!((life.state, life.file.clone(), life.remade), (State::Waiting, None, 1));
    assert!(life.next_try_at.is_some() && life.open_matters().next().is_none());
    let (life, deeds) = lived([read_as(look()), file(), gone(), read_as(look()), file(), Happening::FileFound, gone()]);
    assert_eq!((life.state, told(&deeds)), (State::Exported, vec!["LIF-004"]));
    let again = || Happening::Answered(Answer::Again);
    let (life, _) = after(&life, again(), at(999));
    assert_eq!((life.state, life.open_matters().count(), life.next_try_at), (State::Waiting, 0, Some(at(999))));
    let by_hand = lived([read_as(look()), file(), Happening::FileMissing { auto: false }]).0;
    assert!(by_hand.has_open(Kind::FileMissing), "a person may have imported it with Optima's own menu");
    let elsewhere = Happening::Answered(Answer::Elsewhere(Some("RO/7".to_owned())));
    let (closed, _) = after(&by_hand, elsewhere, at(999));
    assert_eq!((closed.state, closed.document.as_deref()), (State::Duplicate, Some("RO/7")));
    assert!(closed.open_matters().next().is_none() && !closed.is_ours_in_optima());
    let (found, _) = after(&by_hand, Happening::FileFound, at(999));
    assert_eq!((found.open_matters().count(), found.state), (0, State::Exported));
}

#[test]
fn i12_a_document_that_is_gone_is_a_matter_until_it_is_there_or_a_person_says_so() {
    let begin = || [read_as(look()), file(), document()];
    let missing = || Happening::DocumentMissing;
    let (life, deeds) = lived(begin().into_iter().chain([missing()]));
    assert_eq!((life.state, told(&deeds)), (State::Imported, vec!["LIF-005"]));
    let (life, deeds) = lived(begin().into_iter().chain([missing(), missing()]));
    assert_eq!((life.open_matters().count(), told(&deeds)), (1, vec![]));
    let seen = Happening::DocumentSeen { number: "RO/1".to_owned() };
    assert_eq!(lived(begin().into_iter().chain([missing(), seen])).0.open_matters().count(), 0);
    let meant = || Happening::Answered(Answer::MeantSo);
    let (life, deeds) = lived(begin().into_iter().chain([missing(), meant(), missing()]));
    assert_eq!((life.open_matters().count(), told(&deeds)), (0, vec![]), "closed for good");
    let (life, _) = lived(begin().into_iter().chain([missing(), Happening::Answered(Answer::Restore)]));
    assert_eq!((life.state, life.document, life.next_try_at.is_some()), (State::Waiting, None, true));
    let cancelled = Fact::new(Kind::Cancelled, Problem::warning(Ord902 { document: "RO/1".into() }));
    let bad = Look { gate: Gate::Cancelled(why()), facts: vec![cancelled], ..look() };
    let (life, _) = lived(begin().into_iter().chain([read_as(bad), missing()]));
    assert!(!life.has_open(Kind::DocumentMissing), "nobody misses the document of a cancelled order");
}

#[test]
fn a_removal_whose_answer_was_lost_is_known_whatever_comes_between() {
    let changed = Look { changed: true, remove: true, essence: "b".to_owned(), ..look() };
    let begin = || [read_as(look()), file(), document(), read_as(changed.clone())];
    assert_eq!(lived(begin()).1, [Deed::RemoveDocument]);
    let lost = || begin().into_iter().chain([Happening::Removing, Happening::NotFetched(Problem::error(Alg006))]);
    let (life, _) = lived(lost());
    assert!(life.removing_since.is_some() && life.next_try_at.is_some(), "it is read again, and known");
    assert_eq!(lived(lost().chain([read_as(changed.clone())])).1, [Deed::RemoveDocument]);
    let gone = Happening::Removed { told: Problem::note(Ord001) };
    let (life, deeds) = lived(lost().chain([gone, read_as(changed)]));
    assert_eq!((life.document, deeds), (None, vec![Deed::MakeFile]));
}

#[test]
fn what_allegro_does_not_show_is_asked_for_again_and_told_after_a_day() {
    let hidden = || Happening::NotShown { joined: false };
    let begin = Life::seen("o", "sklep", at(0));
    let (life, deeds) = after(&begin, hidden(), at(0));
    assert_eq!((life.state, deeds.len(), life.next_try_at), (State::Waiting, 0, Some(at(300))));
    let (life, deeds) = after(&life, hidden(), at(300));
    assert!(life.next_try_at > Some(at(300)) && deeds.is_empty());
    let (life, deeds) = after(&life, hidden(), at(86_400));
    assert_eq!((told(&deeds), life.has_open(Kind::NotShown)), (vec!["LIF-002"], true));
    let (shown, deeds) = after(&life, read_as(look()), at(90_000));
    assert_eq!((deeds, shown.open_matters().count(), shown.next_try_at), (vec![Deed::MakeFile], 0, None));
    let (joined, deeds) = after(&life, Happening::NotShown { joined: true }, at(90_000));
    assert_eq!((joined.state, deeds, joined.open_matters().count()), (State::Superseded, vec![Deed::TakeFileBack], 0));
}

#[test]
fn another_sum_is_a_matter_also_of_an_order_that_is_in() {
    let sum = || Problem::warning(Ord902 { document: "RO/1".into() });
    let met = |other| Happening::DocumentMet {
        number: "RO/1".to_owned(),
        key: Uuid::nil(),
        lines: Vec::new(),
        ours: true,
        other,
    };
    let (life, deeds) = lived([read_as(look()), file(), document(), met(Some(sum()))]);
    assert_eq!((life.state, told(&deeds), life.has_open(Kind::OtherSum)), (State::Imported, vec!["ORD-902"], true));
    let (life, _) = after(&life, Happening::Answered(Answer::Done), at(999));
    assert_eq!(life.open_matters().count(), 0);
    let (life, deeds) = after(&life, met(Some(sum())), at(1_000));
    assert_eq!((life.open_matters().count(), deeds), (0, vec![]), "he has seen to it");
    assert_eq!(after(&life, met(None), at(1_001)).0.matters.iter().filter(|matter| matter.is_open()).count(), 0);
}

/// Its number may be another document's by now: whoever did as he is told would remove that one.
#[test]
fn i12_of_a_document_that_is_gone_nothing_is_told_but_that() {
    let fact = |kind| Fact::new(kind, Problem::warning(Ord902 { document: "RO/1".into() }));
    let begin = || [read_as(look()), file(), document()];
    let cancelled = || read_as(Look { gate: Gate::Cancelled(why()), facts: vec![fact(Kind::Cancelled)], ..look() });
    for both in [[cancelled(), Happening::DocumentMissing], [Happening::DocumentMissing, cancelled()]] {
        let (life, _) = lived(begin().into_iter().chain(both));
        assert_eq!((life.state, life.open_matters().count()), (State::Cancelled, 0));
        assert_eq!(life.problem.as_ref().map(Problem::code), Some("LIF-015"));
        // The restoring is taken back.
        let (back, _) = after(&life, Happening::DocumentSeen { number: "RO/1".to_owned() }, at(999));
        assert_eq!(back.next_try_at, Some(at(999)));
        let (told, deeds) = after(&back, cancelled(), at(1_000));
        assert!(told.has_open(Kind::Cancelled) && deeds.len() == 1);
        // So is the cancelling.
        assert!(after(&life, read_as(look()), at(999)).0.has_open(Kind::DocumentMissing));
    }
    let moved = || read_as(Look { facts: vec![fact(Kind::Address)], ..look() });
    for both in [[moved(), Happening::DocumentMissing], [Happening::DocumentMissing, moved()]] {
        let (life, _) = lived(begin().into_iter().chain(both));
        let open: Vec<Kind> = life.open_matters().map(|matter| matter.kind).collect();
        assert_eq!(open, [Kind::DocumentMissing]);
    }
}

#[test]
fn i12_what_is_gone_on_purpose_may_be_wanted_again() {
    let begin = [read_as(look()), file(), document(), Happening::DocumentMissing];
    let (life, _) = lived(begin.into_iter().chain([Happening::Answered(Answer::MeantSo), read_as(look())]));
    assert_eq!((life.state, life.document.as_deref(), life.open_matters().count()), (State::Ignored, None, 0));
    let (life, _) = after(&life, Happening::Retried, at(999));
    assert_eq!(after(&life, read_as(Look { reason: Reason::Asked, ..look() }), at(1_000)).1, [Deed::MakeFile]);
}

#[test]
fn i12_what_was_true_of_a_document_goes_with_it() {
    let met = |other| Happening::DocumentMet {
        number: "RO/1".to_owned(),
        key: Uuid::nil(),
        lines: Vec::new(),
        ours: true,
        other,
    };
    let begin = || [read_as(look()), file(), document(), Happening::DocumentMissing];
    let (life, _) = lived(begin().into_iter().chain([met(Some(why()))]));
    let kinds: Vec<Kind> = life.open_matters().map(|matter| matter.kind).collect();
    assert_eq!(kinds, [Kind::OtherSum], "whoever met it saw it");
    let (life, _) = lived(begin().into_iter().chain([
        met(Some(why())),
        Happening::DocumentMissing,
        Happening::Answered(Answer::Restore),
        read_as(Look { gate: Gate::Cancelled(why()), ..look() }),
    ]));
    assert_eq!((life.state, life.open_matters().count()), (State::Cancelled, 0));
}

#[test]
fn i14_where_nothing_is_answered_nothing_is_said_of_the_order() {
    let out = || Happening::OutOfReach(Problem::error(Alg006));
    let (life, deeds) = lived([out(), out()]);
    assert_eq!((life.state, life.attempts, life.next_try_at, deeds), (State::Waiting, 0, Some(at(120)), vec![]));
    let (life, _) = lived([read_as(look()), Happening::Refused(why()), out()]);
    assert_eq!((life.state, life.attempts, life.next_try_at), (State::Error, 1, Some(at(180))));
    let (life, deeds) = lived([read_as(look()), file(), document(), out()]);
    assert_eq!((life.state, life.problem, life.next_try_at, deeds), (State::Imported, None, Some(at(240)), vec![]));
}

#[test]
fn i13_i14_what_cannot_be_seen_takes_nothing_back_and_is_looked_at_again() {
    let cancelled = Fact::new(Kind::Cancelled, Problem::warning(Ord902 { document: "RO/1".into() }));
    let bad = Look { gate: Gate::Cancelled(why()), facts: vec![cancelled], ..look() };
    let begin = || [read_as(look()), file(), document(), read_as(bad.clone())];
    let (life, deeds) = lived(begin().into_iter().chain([Happening::Unreadable(why())]));
    assert_eq!(deeds, [Deed::Tell(why().in_order("o"))]);
    assert!(life.has_open(Kind::Cancelled) && life.has_open(Kind::Unreadable) && life.is_to_be_read(at(9_999)));
    let failed = || Happening::NotFetched(why());
    let (life, _) = lived(begin().into_iter().chain([failed(), failed(), failed()]));
    assert!(!life.has_open(Kind::Unreadable));
    let (life, _) = after(&life, failed(), at(900));
    assert!(life.has_open(Kind::Cancelled) && life.has_open(Kind::Unreadable));
    let (life, _) = after(&life, Happening::Answered(Answer::Done), at(901));
    assert_eq!((life.open_matters().count(), life.next_try_at), (0, None), "nobody waits any more");
    let (life, _) = lived([read_as(look()), file(), document(), Happening::NotShown { joined: true }]);
    assert!(life.has_open(Kind::Joined) && life.next_try_at.is_some());
    // An earlier version set no time.
    assert!(Life { next_try_at: None, ..life }.is_to_be_read(at(1)));
}

fn any_look() -> impl Strategy<Value = Look> {
    let gate = prop_oneof![Just(Gate::Ready), Just(Gate::NotYet(why())), Just(Gate::Cancelled(why()))];
    (gate, "[ab]", any::<[bool; 6]>(), proptest::option::of("[ab]")).prop_map(|(gate, essence, flags, moved)| {
        let [changed, asked, anew, before_our_time, returned, remove] = flags;
        let reason = if asked {
            Reason::Asked
        } else if anew {
            Reason::Anew
        } else {
            Reason::News
        };
        let kept_out =
            if before_our_time { Some(KeptOut::BeforeOurTime) } else { returned.then_some(KeptOut::Returned) };
        let fact = |now: String| {
            let told = Ord904 { document: "RO/1".into(), before: "x".into(), now: now.into() };
            Fact::new(Kind::Address, Problem::warning(told))
        };
        Look {
            gate,
            essence,
            facts: moved.map(fact).into_iter().collect(),
            changed,
            reason,
            kept_out,
            remove,
            ..look()
        }
    })
}

fn any_happening() -> impl Strategy<Value = Happening> {
    let number = || "RO/1".to_owned();
    let answer = prop_oneof![
        Just(Answer::Done),
        Just(Answer::Again),
        Just(Answer::Elsewhere(None)),
        Just(Answer::MeantSo),
        Just(Answer::Restore)
    ];
    prop_oneof![
        4 => any_look().prop_map(read_as),
        2 => Just(file()),
        2 => Just(document()),
        1 => any::<bool>().prop_map(|joined| Happening::NotShown { joined }),
        1 => Just(Happening::NotFetched(Problem::error(Alg006))),
        1 => Just(Happening::Unreadable(why())),
        1 => Just(Happening::OutOfReach(Problem::error(Alg006))),
        1 => Just(Happening::Refused(why())),
        1 => Just(Happening::Held(why())),
        1 => Just(Happening::FileFound),
        1 => Just(Happening::FileKept { told: why() }),
        1 => any::<bool>().prop_map(|auto| Happening::FileMissing { auto }),
        1 => (any::<bool>(), any::<bool>()).prop_map(move |(ours, other)| Happening::DocumentMet {
            number: number(), key: Uuid::nil(), lines: Vec::new(), ours, other: other.then(why),
        }),
        1 => any::<bool>().prop_map(|edited| Happening::FileRefused {
            problem: why(), key: Uuid::nil(), lines: Vec::new(), edited,
        }),
        1 => Just(Happening::DocumentSeen { number: number() }),
        1 => Just(Happening::DocumentMissing),
        1 => Just(Happening::Removing),
        1 => Just(Happening::Removed { told: why() }),
        1 => Just(Happening::Kept),
        1 => Just(Happening::Ignored),
        1 => Just(Happening::Retried),
        1 => Just(Happening::Corrected),
        1 => answer.prop_map(Happening::Answered),
    ]
}

/// What can happen to this order at all: the stages see to it, and the rest is nobody's to claim.
fn can_happen(life: &Life, happening: &Happening) -> bool {
    match happening {
        Happening::FileWritten { .. } | Happening::Refused(_) | Happening::Held(_) => !life.has_document(),
        Happening::DocumentWritten { .. } => !matches!(life.state, State::Cancelled | State::Superseded),
        Happening::Removing | Happening::Removed { .. } | Happening::Kept => life.state == State::Imported,
        Happening::FileKept { .. } => life.state == State::Exported,
        Happening::DocumentSeen { .. } => life.is_ours_in_optima(),
        Happening::Ignored => life.is_open(),
        Happening::Retried => life.may_be_retried(),
        Happening::Corrected => life.may_be_retried() && life.state != State::Ignored,
        Happening::Answered(answer) => may_answer(life, answer),
        _ => true,
    }
}

proptest! {
    #[test]
    fn i2_i13_the_laws_hold_whatever_happens(happenings in proptest::collection::vec(any_happening(), 1..40)) {
        let mut life = Life::seen("o", "sklep", at(0));
        for (number, happening) in happenings.into_iter().enumerate() {
            if !can_happen(&life, &happening) {
                continue;
            }
            let now = at(600 * i64::try_from(number + 1).unwrap());
            let (next, deeds) = after(&life, happening.clone(), now);
            prop_assert!(state::allowed(Some(life.state), next.state), "{} to {} by {happening:?}", life.state, next.state);
            // One order, one document: nothing is made of an order that has one.
            prop_assert!(!(deeds.contains(&Deed::MakeFile) && next.has_document()), "{happening:?}");
            let mut kinds: Vec<Kind> = next.open_matters().map(|matter| matter.kind).collect();
            let count = kinds.len();
            kinds.sort_unstable();
            kinds.dedup();
            prop_assert_eq!(count, kinds.len(), "one open matter of a kind");
            prop_assert_eq!(next.has_open(Kind::Refused), next.state == State::Error && next.problem.is_some());
            prop_assert!(!next.is_over() || count == 0, "nobody waits for it: {:?} after {happening:?}", next.matters);
            // The same fact seen again is told to nobody.
            if matches!(happening, Happening::Read(_) | Happening::DocumentMissing | Happening::DocumentMet { .. }) {
                let (_, again) = after(&next, happening.clone(), now);
                prop_assert!(told(&again).is_empty() || deeds.contains(&Deed::MakeFile), "{happening:?}: {again:?}");
            }
            life = next;
        }
    }
}
