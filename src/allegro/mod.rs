//! Allegro's REST API: the types on the wire, the client, its tokens, and a simulator of the service that
//! runs in-process for the demo and the tests.
//!
//! The only room that knows Allegro's JSON and HTTP. It hands out the types of `core` through [`port`].

pub mod client;
pub mod connection;
pub mod error;
pub mod login;
pub mod pace;
pub mod pause;
pub mod port;
pub mod simulator;
pub mod tls;
pub mod tokens;
pub mod unclear;
pub mod wire;

mod ahead;
mod http;
mod oauth;
mod session;

#[cfg(test)]
mod trouble_tests;
