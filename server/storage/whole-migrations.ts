import { SqliteAdapter, SqliteDialect } from 'kysely';

/**
 * SQLite takes back changes of the schema as it does others, which Kysely does not build on by itself: with this, an upgrade is
 * done as a whole or not at all, whenever the power goes [PRO15].
 */
export class WholeMigrationsDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new WholeMigrationsAdapter();
  }
}

class WholeMigrationsAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}
