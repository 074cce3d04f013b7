//! What every [`OptimaDb`] has to keep, whichever engine holds the base: the sandbox runs these tests, and so
//! does any other adapter that can run raw SQL beside the port and starts from the same seeds.
//!
//! The rows are built here and fill every column that an INSERT has to name; what an intent becomes in rows is the matter
//! of [`intending`] alone, and of the tests of [`super::rows`].

mod inspecting;
mod intending;
mod plans;
mod presence;
mod reading;
mod refusing;
mod removing;
mod writing;

pub use inspecting::*;
pub use intending::*;
pub use plans::{d, import, key, mugs, new_card, new_contractor, set};
pub use presence::*;
pub use reading::*;
pub use refusing::*;
pub use removing::*;
pub use writing::*;

use super::port::OptimaDb;
use super::rows::{Row, TakesRows};

/// Calls a macro with the names of all tests.
macro_rules! all {
    ($call:ident) => {
        $call!(
            a_plan_becomes_rows,
            an_intent_becomes_its_rows,
            an_intent_that_does_not_fit_is_not_written,
            a_gift_at_a_long_address_keeps_both_persons_and_the_whole_street,
            firm_nip_card_without_nip_is_told_or_taken_and_never_changed,
            a_group_that_the_base_lacks_holds_new_contractors_alone,
            goods_of_one_name_are_told_apart_by_their_catalogue_number,
            no_two_new_cards_have_one_catalogue_number,
            a_key_is_written_once,
            the_foreign_number_is_the_second_guard,
            what_another_hand_made_is_found,
            a_whole_order_id_in_the_foreign_number_is_its_document,
            documents_with_a_senders_number_are_told,
            numbers_follow_each_other,
            a_number_that_is_taken_is_passed_over,
            numbers_run_out,
            a_failure_in_the_middle_leaves_nothing,
            a_document_of_many_lines_is_one_document,
            cells_that_optima_would_refuse_are_named,
            the_base_refuses_what_does_not_fit,
            every_column_that_must_be_supplied_is_missed,
            what_is_taken_is_told,
            lookups_find_what_is_meant,
            categories_of_cards_are_found_where_they_are_wanted,
            the_newest_number_is_shown,
            what_is_named_is_looked_for,
            what_a_base_lacks_is_red_in_doctor_with_the_way_in_optimas_menu,
            a_pattern_document_is_read,
            i8_only_an_untouched_document_of_ours_is_removed,
            mail_is_matched_as_whole_addresses,
            long_lists_are_cut,
            documents_are_read_back,
            present_documents_are_told_from_absent_ones,
            what_a_document_comes_to_is_told_wherever_it_is_met,
            a_document_of_an_order_is_found_at_all,
            a_base_is_the_same_base_the_next_time,
        );
    };
}
pub(crate) use all;

/// A base under test: the port, and a way to put in and read what the port does not offer.
pub trait RawBase: OptimaDb + TakesRows {
    /// Runs a statement, without parameters; `GETDATE()` and `CDN.` as on SQL Server.
    async fn raw(&mut self, sql: &str) -> Result<(), String>;
    /// The first cell of the first row of a SELECT, as text; NULL is `NULL`.
    async fn cell(&mut self, sql: &str) -> String;
    /// Runs the INSERT of a row without looking at it first, as a faulty program would.
    async fn insert_unchecked(&mut self, row: &Row) -> Result<(), String>;
}
