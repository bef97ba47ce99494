-- What load.py has wrk ask: each address in turn, each time by another of those who are logged in.
local folder = os.getenv("LOAD_FOLDER")
local function lines(name)
  local all = {}
  for line in io.lines(folder .. "/" .. name) do all[#all + 1] = line end
  return all
end
local paths, tokens, at = lines("paths"), lines("tokens"), 0

function request()
  at = at + 1
  -- Whoever asked for all addresses is followed by the next, one address further on.
  local path, token = paths[at % #paths + 1], tokens[(at + math.floor(at / #paths)) % #tokens + 1]
  return wrk.format("GET", path, { ["Authorization"] = "Bearer " .. token })
end

function done(summary, latency)
  io.write(string.format("p50 %.1f p99 %.1f failed %d\n", latency:percentile(50) / 1000, latency:percentile(99) / 1000, summary.errors.status))
end
