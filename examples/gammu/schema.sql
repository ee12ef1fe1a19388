-- The tables of a Gammu SMSD database that inbox.py uses, for trying it without a modem.
-- Written after the description in Gammu's manual (gammu-smsd-tables). A database for real use is
-- made by the script that comes with Gammu, and has more tables, checks and indexes.

CREATE TABLE inbox (                    -- what was received, a row for each SMS
  ID INTEGER PRIMARY KEY AUTOINCREMENT,
  ReceivingDateTime NUMERIC NOT NULL DEFAULT (datetime('now', 'localtime')),
  UpdatedInDB NUMERIC NOT NULL DEFAULT (datetime('now', 'localtime')),
  SenderNumber TEXT NOT NULL DEFAULT '',
  SMSCNumber TEXT NOT NULL DEFAULT '',
  RecipientID TEXT NOT NULL DEFAULT '', -- the PhoneID of the SMSD that received it
  Coding TEXT NOT NULL DEFAULT 'Default_No_Compression',
  Class INTEGER NOT NULL DEFAULT -1,
  UDH TEXT NOT NULL DEFAULT '',         -- in hexadecimal; says which part of which SMS it is
  Text TEXT NOT NULL DEFAULT '',        -- in hexadecimal
  TextDecoded TEXT NOT NULL DEFAULT '',
  Processed TEXT NOT NULL DEFAULT 'false',
  Status INTEGER NOT NULL DEFAULT -1
);

CREATE TABLE outbox (                   -- what is to be sent: the first part of each SMS
  ID INTEGER PRIMARY KEY AUTOINCREMENT,
  InsertIntoDB NUMERIC NOT NULL DEFAULT (datetime('now', 'localtime')),
  UpdatedInDB NUMERIC NOT NULL DEFAULT (datetime('now', 'localtime')),
  SendingDateTime NUMERIC NOT NULL DEFAULT (datetime('now', 'localtime')),
  SendingTimeOut NUMERIC NOT NULL DEFAULT (datetime('now', 'localtime')),
  SendBefore TIME NOT NULL DEFAULT '23:59:59',
  SendAfter TIME NOT NULL DEFAULT '00:00:00',
  DestinationNumber TEXT NOT NULL DEFAULT '',
  SenderID TEXT,                        -- the PhoneID of the SMSD that is to send it
  CreatorID TEXT NOT NULL,              -- the program that put it here
  Coding TEXT NOT NULL DEFAULT 'Default_No_Compression',
  Class INTEGER DEFAULT -1,
  UDH TEXT,
  Text TEXT,
  TextDecoded TEXT NOT NULL DEFAULT '',
  MultiPart TEXT NOT NULL DEFAULT 'false', -- whether outbox_multipart has more of it
  RelativeValidity INTEGER DEFAULT -1,
  DeliveryReport TEXT DEFAULT 'default',
  Retries INTEGER DEFAULT 0,
  Priority INTEGER DEFAULT 0,
  Status TEXT NOT NULL DEFAULT 'Reserved',
  StatusCode INTEGER NOT NULL DEFAULT -1
);

CREATE TABLE outbox_multipart (         -- the second part and those after it
  ID INTEGER NOT NULL,                  -- that of the row in outbox
  SequencePosition INTEGER NOT NULL DEFAULT 1,
  Coding TEXT NOT NULL DEFAULT 'Default_No_Compression',
  Class INTEGER DEFAULT -1,
  UDH TEXT,
  Text TEXT,
  TextDecoded TEXT,
  Status TEXT NOT NULL DEFAULT 'Reserved',
  StatusCode INTEGER NOT NULL DEFAULT -1,
  PRIMARY KEY (ID, SequencePosition)
);

CREATE TABLE sentitems (                -- where SMSD moves what it has sent, a row for each part
  ID INTEGER NOT NULL,
  SequencePosition INTEGER NOT NULL DEFAULT 1,
  InsertIntoDB NUMERIC NOT NULL DEFAULT (datetime('now', 'localtime')),
  UpdatedInDB NUMERIC NOT NULL DEFAULT (datetime('now', 'localtime')),
  SendingDateTime NUMERIC NOT NULL DEFAULT (datetime('now', 'localtime')),
  DeliveryDateTime NUMERIC,
  DestinationNumber TEXT NOT NULL DEFAULT '',
  SMSCNumber TEXT NOT NULL DEFAULT '',
  SenderID TEXT NOT NULL,
  CreatorID TEXT NOT NULL,
  Coding TEXT NOT NULL DEFAULT 'Default_No_Compression',
  Class INTEGER NOT NULL DEFAULT -1,
  UDH TEXT NOT NULL,
  Text TEXT NOT NULL,
  TextDecoded TEXT NOT NULL DEFAULT '',
  Status TEXT NOT NULL DEFAULT 'SendingOK',
  StatusError INTEGER NOT NULL DEFAULT -1,
  StatusCode INTEGER NOT NULL DEFAULT -1,
  TPMR INTEGER NOT NULL DEFAULT -1,
  RelativeValidity INTEGER NOT NULL DEFAULT -1,
  PRIMARY KEY (ID, SequencePosition)
);
