//! The lists of models that the generated round-trip tests have, one an API.

#[path = "../../../generated/tests/round_trip/api/friendli.rs"]
pub mod friendli;
#[path = "../../../generated/tests/round_trip/api/openai.rs"]
pub mod openai;
#[path = "../../../generated/tests/round_trip/api/openai_go.rs"]
pub mod openai_go;
#[path = "../../../generated/tests/round_trip/api/openai_py1.rs"]
pub mod openai_py1;
