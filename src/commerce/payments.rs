//! Payments: the manual gateway's authorisation, which says that a store will see to the money by itself.

use super::client::Call;
use super::envelope::{Texts, encode};
use super::path::Path;
use super::{AccountManagementAuthenticationToken, Commerce, Error, Method, OrderId, Transport};

const ROUTE: &str = "payments.create";

impl<T: Transport> Commerce<T> {
    /// Authorises an order's payment with the manual gateway, where the store has it switched on.
    ///
    /// Never the method `purchase`, which would call the order paid: any browser that may ask for the one may ask
    /// for the other. What is refused, or has no outcome, leaves the order as it is known by then.
    pub async fn authorize_manual_payment(
        &self,
        order_id: &OrderId,
        account_token: Option<&AccountManagementAuthenticationToken>,
    ) -> Result<(), Error> {
        let payment = Texts(vec![("gateway", "manual"), ("method", "authorize")]);
        let path = Path::new("/v2/orders").id(order_id.as_str()).then("/payments");
        let json = Some(encode(payment, ROUTE)?);
        self.call(Call { route: ROUTE, method: Method::Post, path, json, account_token }).await.map(drop)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that fails should panic")]

    use super::*;
    use crate::commerce::recorded_answers::RecordedAnswers;

    #[tokio::test]
    async fn a_payment_is_authorised_with_or_without_an_account_and_the_answer_is_not_read() {
        let order = OrderId::parse("c3f9a2e7-5b14-4d80-9e6c-1a7d0b8f4352").unwrap();
        let token = AccountManagementAuthenticationToken::new("account-token".to_owned());
        for (account_token, headers) in [(Some(&token), 2), (None, 1)] {
            let client = RecordedAnswers::default().answer(200, "{").client();
            assert_eq!(client.authorize_manual_payment(&order, account_token).await, Ok(()));
            let requests = client.transport().requests.borrow();
            assert_eq!(requests.last().unwrap().headers.len(), headers);
        }
    }
}
