//! How a number that should be another one is told, and how grave that is.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use super::super::scan::Locator;
use super::Promise;
use super::number::{Cell, Number, ONE, shown};
use super::reading::{Line, Row, at};
use crate::core::message::{Message, text};
use crate::core::problem::{Problem, Problems, Severity};

/// How much is forgiven.
#[derive(Clone, Copy)]
pub(super) enum Strictness<'p> {
    /// Nothing: we made it.
    Own(Promise<'p>),
    /// What is missing, and what rounding may do.
    Any {
        /// It has an order record: what the writer never does is told.
        ours: bool,
        /// It shares the nets of a document that is counted from gross.
        shared: bool,
    },
}

/// Where a number stands; the names are ways from there.
#[derive(Clone, Copy)]
pub(super) enum Place<'d, 'a> {
    Document(&'static str),
    Line(usize, &'d Line<'a>, &'static str),
    Row(usize, &'d Row<'a>, &'static str),
}

/// What a number should be.
#[derive(Clone, Copy)]
pub(super) struct Expected {
    pub value: i128,
    /// What it follows from, in elements.
    pub rule: &'static str,
}

/// By how much it may miss that; counted only where it does.
#[derive(Clone, Copy, Default)]
pub(super) struct Slack {
    /// In a file of ours.
    pub own: i128,
    /// In one of anybody, without a word; in one of ours [`Self::own`] is.
    pub quiet: i128,
    /// In one of anybody, with a warning.
    pub any: i128,
    /// Whatever it misses it by is a warning in a file that is not ours: there may be a reason that the file does not give.
    pub lenient: bool,
}

impl Slack {
    /// In a file of anybody by so much, with a warning.
    pub(super) fn any(any: i128) -> Self {
        Self { any, ..Self::default() }
    }
}

/// Looks at documents.
pub(super) struct Judge<'t> {
    text: &'t str,
    locator: OnceCell<Locator<'t>>,
    pub(super) strictness: Strictness<'t>,
    findings: Problems,
    /// Findings are counted and not told.
    silent: bool,
    pub(super) count: usize,
    /// Lines that were found fault with, the first ones.
    pub(super) lines_told: BTreeSet<usize>,
    gravest: Option<Severity>,
    /// Which document of the file, from 1.
    pub(super) document: usize,
}

/// So many of them.
const LINES_TOLD: usize = 40;

impl<'t> Judge<'t> {
    pub(super) fn new(text: &'t str, strictness: Strictness<'t>) -> Self {
        Self {
            text,
            locator: OnceCell::new(),
            strictness,
            findings: Problems::default(),
            silent: false,
            count: 0,
            lines_told: BTreeSet::new(),
            gravest: None,
            document: 0,
        }
    }

    /// One that counts and tells nothing.
    pub(super) fn silent(strictness: Strictness<'t>) -> Self {
        Self { silent: true, ..Self::new("", strictness) }
    }

    /// How grave it is at worst.
    pub(super) fn gravest(&self) -> Option<Severity> {
        self.gravest
    }

    pub(super) fn findings(self) -> Vec<Problem> {
        self.findings.into_vec()
    }

    /// Made by us, now or before.
    pub(super) fn is_ours(&self) -> bool {
        matches!(self.strictness, Strictness::Own(_) | Strictness::Any { ours: true, .. })
    }

    pub(super) fn is_own(&self) -> bool {
        matches!(self.strictness, Strictness::Own(_))
    }

    /// Are these numbers? Of a file of anybody those that the reader does not read; in ours none is missing.
    pub(super) fn numbers<'d, 'a: 'd>(&mut self, cells: &[Cell<'a>], place: impl Fn(usize) -> (Place<'d, 'a>, bool)) {
        let own = self.is_own();
        for (index, cell) in cells.iter().enumerate() {
            let told = match cell {
                Cell::Number(Number { comma: false, .. }) => None,
                Cell::Missing if !own => None,
                cell => Some((place(index), *cell)),
            };
            let Some(((place, is_read), cell)) = told else { continue };
            if is_read && !own {
                continue;
            }
            let name = place.told().into();
            let (severity, message): (_, Message) = match cell {
                Cell::Missing => {
                    (Severity::Error, text::Xml100 { element: name, parent: place.parent().into() }.into())
                }
                Cell::Wrong(value) => (Severity::Error, text::Xml102 { element: name, value: value.into() }.into()),
                Cell::Number(number) => {
                    let value = shown(i128::from(number.value)).into();
                    (Severity::Warning, text::Xml107 { element: name, value }.into())
                }
            };
            self.add(severity, place, message);
        }
    }

    /// Nearly every number is what it should be.
    #[inline]
    pub(super) fn hold(
        &mut self,
        place: Place<'_, '_>,
        cell: Cell<'_>,
        expected: Expected,
        slack: impl FnOnce() -> Slack,
    ) {
        if let Some(found) = cell.value().filter(|found| *found != expected.value) {
            self.miss(place, found, expected, slack());
        }
    }

    fn miss(&mut self, place: Place<'_, '_>, found: i128, expected: Expected, slack: Slack) {
        let missed = (found - expected.value).abs();
        let severity = match self.strictness {
            Strictness::Own(_) if missed <= slack.own => return,
            Strictness::Any { ours, .. } if missed <= if ours { slack.own } else { slack.quiet } => return,
            Strictness::Any { ours, .. } if missed <= slack.any || slack.lenient && !ours => Severity::Warning,
            Strictness::Own(_) | Strictness::Any { .. } => Severity::Error,
        };
        if self.silent {
            self.count += 1;
            return;
        }
        self.tell(severity, place, (shown(found), shown(expected.value), expected.rule));
    }

    pub(super) fn tell(&mut self, severity: Severity, place: Place<'_, '_>, said: (String, String, &'static str)) {
        let (element, found, expected, rule) = (place.told().into(), said.0.into(), said.1.into(), said.2.into());
        let message: Message = match (self.strictness, severity) {
            (Strictness::Own(_), _) => text::Xml320 { element, found, expected, rule }.into(),
            (Strictness::Any { .. }, Severity::Error) => text::Xml170 { element, found, expected, rule }.into(),
            (Strictness::Any { .. }, _) => text::Xml171 { element, found, expected, rule }.into(),
        };
        self.add(severity, place, message);
    }

    fn add(&mut self, severity: Severity, place: Place<'_, '_>, message: Message) {
        self.count += 1;
        if self.silent {
            return;
        }
        self.gravest = self.gravest.max(Some(severity));
        if let Place::Line(at, ..) = place
            && self.lines_told.len() < LINES_TOLD
        {
            self.lines_told.insert(at);
        }
        if !self.findings.wants(severity) {
            return self.findings.pass_over(severity, 1);
        }
        let locator = self.locator.get_or_init(|| Locator::new(self.text));
        let problem = Problem { severity, ..Problem::note(message) }.at_path(place.path(self.document));
        let problem = match place {
            Place::Document(_) => problem,
            Place::Line(_, line, _) => {
                let position = line.cells[at::POSITION].value().and_then(|value| u32::try_from(value / ONE).ok());
                let problem = problem.at_line(locator.line(line.offset));
                position.into_iter().fold(problem, Problem::at_position)
            }
            Place::Row(_, row, _) => problem.at_line(locator.line(row.offset)),
        };
        self.findings.push(problem);
    }
}

impl Place<'_, '_> {
    fn way(&self) -> &'static str {
        match self {
            Self::Document(way) | Self::Line(_, _, way) | Self::Row(_, _, way) => way,
        }
    }

    fn name(&self) -> &'static str {
        let way = self.way();
        way.rsplit_once('/').map_or(way, |(_, name)| name)
    }

    /// The element as people are told of it, with its line.
    fn told(&self) -> String {
        match self {
            Self::Document(_) => self.name().to_owned(),
            Self::Line(at, ..) => format!("POZYCJA[{}]/{}", at + 1, self.name()),
            Self::Row(at, ..) => format!("LINIA_VAT[{}]/{}", at + 1, self.name()),
        }
    }

    fn parent(&self) -> &'static str {
        match self {
            Self::Document(_) => "KWOTY",
            Self::Line(..) => "POZYCJA",
            Self::Row(..) => "LINIA_VAT",
        }
    }

    fn path(&self, document: usize) -> String {
        let way = self.way();
        match self {
            Self::Document(_) => format!("ROOT/DOKUMENT[{document}]/{way}"),
            Self::Line(at, ..) => format!("ROOT/DOKUMENT[{document}]/POZYCJE/POZYCJA[{}]/{way}", at + 1),
            Self::Row(at, ..) => format!("ROOT/DOKUMENT[{document}]/TABELKA_VAT/LINIA_VAT[{}]/{way}", at + 1),
        }
    }
}
