//! Which bases of a server are Optima's: what a person picks from, before any is named in the settings.

use tiberius::error::Error;

use super::access::Access;
use super::{connect, fault};
use crate::optima::error::OptimaError;

/// More are not shown.
const BASES: usize = 500;

/// Bases that this login may enter, and that have Optima's documents or the name that Optima gives.
///
/// inferred: company bases are called `CDN_…` and the one with the configuration `CDN_KNF_…`, as Optima's own installer names
/// them; one that was renamed is known by its table, where this login may see that.
const LIST: &str = "SELECT TOP (500) name FROM sys.databases \
     WHERE state_desc = 'ONLINE' AND HAS_DBACCESS(name) = 1 AND name NOT LIKE 'CDN[_]KNF[_]%' \
     AND (name LIKE 'CDN[_]%' OR OBJECT_ID(QUOTENAME(name) + N'.CDN.TraNag') IS NOT NULL) ORDER BY name";

/// The bases of the server that `access` names; which base it names does not matter.
///
/// # Errors
/// [`OptimaError::Unreachable`], [`OptimaError::LoginRefused`], [`OptimaError::Untrusted`],
/// [`OptimaError::NoCertificates`].
pub async fn bases(mut access: Access) -> Result<Vec<String>, OptimaError> {
    access.config.database("master");
    if let Some((file, why)) = &access.no_certificates {
        return Err(OptimaError::NoCertificates { file: file.clone(), why: *why });
    }
    let listed = async {
        let mut client = connect::log_in(&access).await?;
        let rows = client.simple_query(LIST).await?.into_first_result().await?;
        let names = rows.iter().filter_map(|row| row.try_get::<&str, _>(0).ok().flatten().map(str::to_owned));
        Ok::<_, Error>(names.take(BASES).collect())
    };
    listed.await.map_err(|error| fault::connecting(&access, &error))
}

#[cfg(test)]
mod tests {
    use super::super::testing::tds::{Cell, Reply, Tds};
    use super::*;

    #[tokio::test]
    async fn the_bases_of_a_server_are_listed_before_any_is_chosen() {
        let tds = Tds::start(None, |text| {
            assert!(text.contains("sys.databases"), "{text}");
            vec![Reply::Rows(vec!["name"], vec![vec![Cell::Text("CDN_FIRMA")], vec![Cell::Text("CDN_Druga Spółka")]])]
        })
        .await;
        assert_eq!(bases(tds.access()).await.unwrap(), ["CDN_FIRMA", "CDN_Druga Spółka"]);
    }

    #[tokio::test]
    async fn why_none_can_be_listed_is_told_as_for_the_base_itself() {
        let refused =
            Tds::start(Some(Reply::Error(18_456, 14, 1, "Login failed for user 'optima'.")), |_| Vec::new()).await;
        assert!(matches!(bases(refused.access()).await, Err(OptimaError::LoginRefused { .. })));
        let mut secured = refused.access();
        secured.config.encryption(tiberius::EncryptionLevel::Required);
        assert!(matches!(bases(secured).await, Err(OptimaError::Untrusted { .. } | OptimaError::Unreachable { .. })));
        let closed = Tds::start(Some(Reply::Close), |_| Vec::new()).await;
        assert!(matches!(bases(closed.access()).await, Err(OptimaError::Unreachable { .. })));
    }
}
