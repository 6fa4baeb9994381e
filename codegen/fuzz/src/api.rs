//! The lists of models that the generated round-trip tests have, one an API.

#[rustfmt::skip]
#[path = "../../../generated/tests/round_trip/api/friendli.rs"]
pub mod friendli;
#[rustfmt::skip]
#[path = "../../../generated/tests/round_trip/api/openai.rs"]
pub mod openai;
#[rustfmt::skip]
#[path = "../../../generated/tests/round_trip/api/openai_go.rs"]
pub mod openai_go;
#[rustfmt::skip]
#[path = "../../../generated/tests/round_trip/api/openai_py1.rs"]
pub mod openai_py1;
