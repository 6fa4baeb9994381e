//! Runs of the real binary, each in a project of its own.

mod add;
mod bodies;
mod by_hand;
mod codegen;
mod diff;
mod explain;
mod features;
mod interrupted;
mod profiles;
mod project;
mod schema;
mod usage;
