//! Values of properties, which stand in sections of their own.

use expect_test::expect;

use super::{check, table};

#[test]
fn values_stand_below_the_name_of_their_property() {
    let rows = "**stateCode** | **string** |  | \n**modes** | **Array&lt;string&gt;** |  | [optional] \n";
    let page = table("Parcel", rows)
        + "\n## Enum: Parcel.StateCode\n\n* `New` (value: `'new'`)\n\n* `Old` (value: `'old'`)\n\n## Enum: Parcel.Modes\n\n* `A` (value: `'>='`)\n";
    check(
        "openapi-generator-typescript-axios",
        &[("Parcel.md", &page)],
        expect![[r#"
        Parcel: 
          stateCode: one of ["new", "old"] (null?)
          modes?: list of one of [">="] (null?)
    "#]],
    );
}

#[test]
fn anchors_of_a_site_lead_to_the_heading_of_the_type() {
    let rows = "**state** | [**StateEnum**](#Enum--StateEnum) |  | \n**modes** | [**List<ModesEnum>**](#enum-modesenum) |  |  [optional]\n";
    let values =
        |name: &str, value: &str| format!("\n## Enum: {name}\n\nName | Value\n---- | -----\nX | &quot;{value}&quot;\n");
    let page = table("Parcel", rows) + &values("ModesEnum", "air") + &values("StateEnum", "new");
    check(
        "openapi-generator-java",
        &[("Parcel.md", &page)],
        expect![[r#"
        Parcel: 
          state: one of ["new"] (null?)
          modes?: list of one of ["air"] (null?)
    "#]],
    );
}

#[test]
fn values_may_be_called_by_model_and_property() {
    let types = |rows: &str| {
        let page = table("Parcel", rows) + "\n## Enum: ParcelStateEnum\n\n* `New` (value: `'new'`)\n";
        let (models, _, codes) =
            crate::fixture::read_all("openapi-generator-typescript-axios", &[("Parcel.md", &page)]);
        assert_eq!(codes, []);
        models[0].fields().iter().map(|field| crate::fixture::short(&field.ty.value)).collect::<Vec<_>>()
    };
    let (state, long) = ("**state** | **string** |  | \n", "**parcelState** | **string** |  | \n");
    assert_eq!(types(state), [r#""new""#]);
    assert_eq!(types(&(state.to_owned() + long)), ["string", r#""new""#]);
}
