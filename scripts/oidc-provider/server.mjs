// A real OpenID Connect provider for one test run: everybody who gives a name is that person, every consent is given.
//
// It listens on a free port of this machine, says its address in one line, and ends when its standard input does, so that it never outlives
// the test that started it.
//
// Arguments: our secret at the provider, and the address that browsers are sent back to.
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

const [secret, redirectUri] = process.argv.slice(2);
const server = createServer();

server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'shouwang', client_secret: secret, redirect_uris: [redirectUri] }],
    pkce: { required: () => true },
    scopes: ['openid', 'staff'],
    claims: { openid: ['sub'], staff: ['staff_number'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['only for tests'] },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, staff_number: `N-${id}` }) }),
  });
  server.on('request', provider.callback());
  console.log(issuer);
});

process.stdin.on('end', () => process.exit(0)).resume();
