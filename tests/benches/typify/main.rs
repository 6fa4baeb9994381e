//! A JSON schema through typify: `typify-peer SCHEMA OUT.rs`.

use std::{env, error::Error, fs};

use typify_impl::{TypeSpace, TypeSpaceSettings};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = env::args().collect();
    let [_, schema, out] = args.as_slice() else { return Err("SCHEMA OUT.rs".into()) };
    let mut space = TypeSpace::new(&TypeSpaceSettings::default());
    space.add_root_schema(serde_json::from_str(&fs::read_to_string(schema)?)?)?;
    let file = syn::parse2(space.to_stream())?;
    Ok(fs::write(out, prettyplease::unparse(&file))?)
}
