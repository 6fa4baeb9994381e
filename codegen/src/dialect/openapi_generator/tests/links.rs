//! What the link of a cell tells, and the page that it leads to.

use super::*;

#[test]
fn a_class_or_its_page_may_have_another_name_for_its_language() {
    let rows = "**a** | [**ModelError**](ModelError.md) |  | \n**b** | **Array&lt;Data&gt;** |  | \n\
                **c** | [**ModelSet**](Set.md) |  | \n**d** | [**ModelLost**](ModelLost.md) |  | \n";
    let row = "**e** | **string** |  | \n";
    check(
        "openapi-generator-typescript-axios",
        &[
            ("docs/Error.md", &table("Error", row)),
            ("docs/ModelData.md", &table("ModelData", row)),
            ("docs/ModelSet.md", &table("ModelSet", row)),
            ("docs/Parcel.md", &table("Parcel", rows)),
        ],
        expect![[r#"
            Error: 
              e: string (null?)
            ModelData: 
              e: string (null?)
            ModelSet: 
              e: string (null?)
            Parcel: 
              a: -> Error (null?)
              b: list of -> ModelData (null?)
              c: -> ModelSet (null?)
              d: -> ModelLost (null?)
        "#]],
    );
}

#[test]
fn an_enum_without_a_page_is_no_class_of_another_name() {
    let rows = "**type** | **Type** |  | \n**total** | [**TotalMinusTax**](TotalMinusTax.md) |  | \n";
    let row = "**e** | **String** |  | \n";
    check(
        "openapi-generator-rust",
        &[
            ("docs/ModelType.md", &table("ModelType", row)),
            ("docs/Pet.md", &table("Pet", rows)),
            ("docs/TotalTax.md", &table("TotalTax", row)),
        ],
        expect![[r#"
            ModelType: 
              e: string
            Pet: 
              type: string
              total: -> TotalMinusTax
            TotalTax: 
              e: string
        "#]],
    );
}

#[test]
fn a_hyphen_of_a_name_is_spelled_in_classes_of_kotlin() {
    let food = "# PetMinusFood\n\n## Properties\nName | Type | Description | Notes\n------------ | ------------- | ------------- | -------------\n**size** | **kotlin.Int** |  | \n";
    let rows = "**food** | [**PetMinusFood**](PetMinusFood.md) |  | \n";
    let pages = [("docs/Pet.md", &*table("Pet", rows)), ("docs/PetFood.md", food)];
    check(
        "openapi-generator-kotlin",
        &pages,
        expect![[r#"
        Pet: 
          food: -> PetFood (null?)
        PetFood: 
          size: integer(int32) (null?)
    "#]],
    );
}

#[test]
fn a_name_with_a_dot_is_no_class_of_a_package() {
    let pet = "# api.Pet\n\n## Properties\nName | Type | Description | Notes\n------------ | ------------- | ------------- | -------------\n**size** | **integer** |  | [default to null]\n";
    check(
        "openapi-generator-bash",
        &[("docs/ApiPet.md", pet)],
        expect![[r#"
        ApiPet: 
          size: integer (null?)
    "#]],
    );
    check(
        "openapi-generator-bash",
        &[("docs/Pet.md", pet)],
        expect![[r#"
        Pet: 
          size: integer (null?)
    "#]],
    );
}

#[test]
fn a_container_of_nothing_may_be_a_model_of_its_name() {
    let list = table("List", "**a** | **String** |  | \n");
    let parcel = table("Parcel", "**a** | **List** |  | \n**b** | **List&lt;String&gt;** |  | \n");
    let pages = [("docs/List.md", &*list), ("docs/Parcel.md", &parcel)];
    check(
        "openapi-generator-java",
        &pages,
        expect![[r#"
        List: 
          a: string (null?)
        Parcel: 
          a: -> List (null?)
          b: list of string (null?)
    "#]],
    );
    // Which of the two it is does not show.
    check(
        "openapi-generator-markdown",
        &pages,
        expect![[r#"
        List: 
          a: string (null?)
        Parcel: 
          a: list of any (null?)
          b: list of string (null?)
        FM107: `List` does not tell what it holds; its elements are kept as raw JSON
    "#]],
    );
}

#[test]
fn lists_of_lists_of_an_enum_without_a_page() {
    let csharp = "**Sides** | **List&lt;A.List&lt;SidesEnum&gt;&gt;** |  | \n";
    check(
        "openapi-generator-csharp",
        &[("A.md", &table("Shop.Model.A", csharp))],
        expect![[r#"
        A: 
          Sides: list of list of string (null?)
    "#]],
    );
    let rust = "**sides** | [**Vec<Vec<Sides>>**](Vec.md) |  (enum: left, right) | \n";
    check(
        "openapi-generator-rust",
        &[("A.md", &table("A", rust))],
        expect![[r#"
        A: 
          sides: list of list of one of ["left", "right"]
    "#]],
    );
}

#[test]
fn an_empty_page_of_csharp_is_an_enum_where_nothing_links_to_it() {
    let empty = |title: &str| table(&format!("Shop.Model.{title}"), "");
    let rows = "**Kind** | **Kind** |  | \n**Kinds** | [**List&lt;Kind&gt;**](Kind.md) |  | \n\
                **Tool** | [**Tool**](Tool.md) |  | \n**Parts** | [**List&lt;Part&gt;**](Part.md) |  | \n";
    check(
        "openapi-generator-csharp",
        &[
            ("docs/A.md", &table("Shop.Model.A", rows)),
            ("docs/Kind.md", &empty("Kind")),
            ("docs/Part.md", &empty("Part")),
            ("docs/Tool.md", &empty("Tool")),
        ],
        expect![[r#"
            A: 
              Kind: -> Kind (null?)
              Kinds: list of -> Kind (null?)
              Tool: -> Tool (null?)
              Parts: list of -> Part (null?)
            Kind: one of []
            Part: unknown
            Tool: unknown
            FM203: the page of `Part` lists neither properties nor members; it is kept as raw JSON
            FM203: the page of `Tool` lists neither properties nor members; it is kept as raw JSON
        "#]],
    );
}
