// Makes the replica set and one user per service. May run again: it changes only what is not so.
// Who may use which database stands in the services' own connection strings: user, password and authSource.
const fs = require('fs');

const read = (name) => fs.readFileSync(`/run/secrets/${name}`, 'utf8').trim();
const password = encodeURIComponent(read('mongo-admin-password'));
const members = ['mongo-1', 'mongo-2', 'mongo-3'].map((host, id) => ({_id: id, host: `${host}:27017`}));
const admin = connect(`mongodb://admin:${password}@${members[0].host}/admin?directConnection=true`);

try {
  admin.adminCommand({replSetGetStatus: 1});
} catch (e) {
  if (e.codeName !== 'NotYetInitialized') throw e;
  // The first member is the one that has the administrator.
  members[0].priority = 2;
  admin.adminCommand({replSetInitiate: {_id: 'portal', members}});
}

// Users are written to the primary, whichever it is, and have to be on the majority.
const hosts = members.map((member) => member.host).join(',');
for (let tries = 1; ; tries++) {
  try {
    const set = connect(`mongodb://admin:${password}@${hosts}/admin?replicaSet=portal`);
    for (const service of ['partner', 'deal', 'commission', 'analytics']) {
      const uri = new URL(read(`${service}-mongodb-uri`).replace(/@[^/]*/, '@hosts'));
      const database = set.getSiblingDB(uri.searchParams.get('authSource'));
      const user = decodeURIComponent(uri.username);
      const settings = {
        pwd: decodeURIComponent(uri.password),
        roles: [{role: 'readWrite', db: database.getName()}],
      };
      if (database.getUser(user)) {
        database.updateUser(user, settings, {w: 'majority'});
      } else {
        database.createUser({user, ...settings}, {w: 'majority'});
      }
    }
    break;
  } catch (e) {
    if (tries === 30) throw e;
    sleep(2000);
  }
}
print('replica set and users are there');
