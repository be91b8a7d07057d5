export const helpEnglish = `npm run -s burner -- COMMAND [OPTIONS] [--json]

At the desk, without a server:
  readers                                  the readers, and whether a card lies on them
  identify [--reader NAME]                 serial, model and clock of the token
  burn [--reader NAME]                     writes clock, options and key; the otpauth link or key on standard input
       [--algorithm SHA1|SHA256] [--step 30|60] [--display-timeout 15|30|60|120]
       [--serial SERIAL]                   refuses any other token
       [--allow-unknown-model]             writes a token whose model is not known
       [--unrecorded]                      burn, blank, sync-clock: needed at a paired desk
  blank [--reader NAME] [--serial SERIAL]  overwrites the secret with a random one that nobody keeps
  sync-clock [--reader NAME]               sets the clock, where the model keeps its secret then
       [--algorithm …] [--step …] [--display-timeout …]
                                           as it was written: these settings go with the clock
  doctor                                   what this PC lacks for a burn, line by line
  check --code 123456                      is it the key's code? same standard input
  inspect                                  what is this input? same standard input
       [--read-as base32|hex]              burn, check, inspect: for a key that can be read both ways
       [--wait SECONDS]                    identify, burn, blank, sync-clock: how long to wait for a token (15)

For practice:
  virtual-token --vpcd HOST:PORT --serial DIGITS [--unrestricted] [--sleep SECONDS] [--slow MS] [--drift SECONDS]
                                           a token in a virtual reader; type tap, lift or press

With a server:
  pair --server URL --code CODE            joins this desk to a server
       [--leave-unsent]                    puts records aside that the server never got, instead of refusing
  run [--reader NAME] [--virtual]          does the server's jobs; NAME is meant when the server names none
  identity                                 this desk's letters

A key is never an option: it would be seen in the list of processes.`;
