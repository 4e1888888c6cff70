// A certified OpenID provider, as an institution's own: for tests/browser/test_certified_sign_in.py.
import { Provider } from "oidc-provider";

const [port, redirect, secret] = process.argv.slice(2);

const provider = new Provider(`http://localhost:${port}`, {
  clients: [{ client_id: "ocgraph", client_secret: secret, redirect_uris: [redirect], post_logout_redirect_uris: [redirect] }],
  claims: { openid: ["sub"], email: ["email", "email_verified"] },
  conformIdTokenClaims: false,
  findAccount: (_context, id) => ({
    accountId: id,
    claims: () => ({ sub: id, email: `${id}@exemple.invalid`, email_verified: id !== "unproved" }),
  }),
});
provider.listen(Number(port));
