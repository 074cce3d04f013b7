//! Tests that drive the real program, or look at the repository as a whole. One binary, one link.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "tests"
)]

mod accounts;
mod advice;
mod bad_input;
mod browser;
mod by_hand;
mod cases;
mod chain;
mod collected;
mod companies;
mod crash;
mod demo;
mod doctor;
mod foreign;
mod golden;
#[cfg(unix)]
mod guarded;
#[cfg(target_os = "linux")]
mod held;
mod house;
mod judged;
mod keeping;
#[cfg(target_os = "linux")]
mod keyring;
mod killed_export;
mod leaks;
mod libxml2;
mod life;
mod login;
mod map;
mod mappings;
mod old_cards;
mod openapi;
mod opened;
mod order_shape;
mod other_hands;
#[cfg(unix)]
mod pressed;
mod privacy;
mod profiles;
mod purchase;
mod remade;
mod running;
mod scenarios;
mod support;
mod tables;
mod way;
mod whole;
mod workplace;
mod xml_schema;
