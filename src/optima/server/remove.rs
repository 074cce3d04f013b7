//! Removing a document of ours that nobody touched, in one request.

use uuid::Uuid;

use super::{SqlServer, ask, fault};
use crate::core::plan::Removal;
use crate::optima::error::OptimaError;
use crate::optima::sql::{Engine as _, Statement, removal};

pub(super) async fn remove(server: &mut SqlServer, key: Uuid) -> Result<Removal, OptimaError> {
    let found = server.select(&removal::look(&key.hyphenated().to_string())).await?;
    let document = match removal::judge(&found)? {
        Ok(answer) => return Ok(answer),
        Err(document) => document,
    };
    let request = request(document.id);
    let answers = server.request(&request.text, &request.params).await;
    let answers = answers.map_err(|error| fault::asking(&server.access.place, "DELETE", &error))?;
    let gone = answers.iter().flatten().next_back().map(|row| row.int("gone")).transpose()?;
    // Somebody saved it since the look: everything is as it was.
    Ok(if gone == Some(1) { Removal::Removed(document) } else { Removal::Touched(document) })
}

/// All deletions or none: what belongs to the header is back if the header may not go.
pub(super) fn request(id: i64) -> Statement {
    let begin = Statement::new("DECLARE @gone int");
    let statements: Vec<Statement> = std::iter::once(begin)
        .chain([Statement::new("BEGIN TRAN")])
        .chain(removal::delete(id))
        .chain([
            Statement::new("SET @gone = @@ROWCOUNT"),
            Statement::new("IF @gone = 1 COMMIT ELSE ROLLBACK"),
            Statement::new("SELECT @gone AS gone"),
        ])
        .collect();
    ask::requests(&statements).into_iter().map(|(request, _)| request).next().unwrap_or_default()
}
