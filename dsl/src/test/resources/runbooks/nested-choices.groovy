param 'hard', false
param 'tiers', 2

for (n in 1..tiers) {
  if (hard) {
    kill where label.tier == "t${n}"
  } else {
    stop where label.tier == "t${n}" grace 30s
  }
}
