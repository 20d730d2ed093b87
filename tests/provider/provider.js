// A provider of OpenID Connect as its library makes one: two people, one client, back-channel logout. Its address on
// stdout once it listens; arguments: the port, where people are sent back to, where it tells that a session is over.
import Provider from "oidc-provider";

const [port, back, ended, home] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const PEOPLE = {
  ana: {email: "ana@example.fr", email_verified: true, name: "Ana Petit", groups: ["animateurs", "exploitation"]},
  bob: {email: "bob@example.fr", email_verified: false, name: "Bob", groups: []},
};
const provider = new Provider(issuer, {
  clients: [
    {
      client_id: "beffroi",
      client_secret: "un secret qui est assez long pour cela",
      redirect_uris: [back],
      post_logout_redirect_uris: [home],
      backchannel_logout_uri: ended,
      backchannel_logout_session_required: true,
    },
  ],
  claims: {openid: ["sub"], email: ["email", "email_verified"], profile: ["name"], groups: ["groups"]},
  scopes: ["openid", "email", "profile", "groups"],
  features: {backchannelLogout: {enabled: true}, devInteractions: {enabled: true}, rpInitiatedLogout: {enabled: true}},
  cookies: {keys: ["a key for its own cookies"]},
  pkce: {required: () => true, methods: ["S256"]},
  findAccount: (_context, id) => ({accountId: id, claims: () => ({sub: id, ...PEOPLE[id]})}),
});
provider.listen(Number(port), "127.0.0.1", () => process.stdout.write(`${issuer}\n`));
