"""Does transformers compute what Schoolbook does? python logits.py FOLDER, made by `npm run interop -- --keep PARENT`.

Needs: pip install torch transformers. Exit code 0 when every logit is within 1e-4.
"""

import json
import pathlib
import sys

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

folder = pathlib.Path(sys.argv[1])
model = AutoModelForCausalLM.from_pretrained(folder).eval()
tokenizer = AutoTokenizer.from_pretrained(folder)
print(type(model).__name__, sum(p.numel() for p in model.parameters()), "parameters")

worst = 0.0
for case in json.loads((folder / "expected.json").read_text()):
    with torch.no_grad():
        logits = model(torch.tensor([case["inputIds"]])).logits[0, -1]
    worst = max(worst, (logits - torch.tensor(case["logits"])).abs().max().item())
print("largest difference of a logit:", worst)

# Text through their tokenizer and back.
ids = tokenizer(" The fox 你好 347", add_special_tokens=False)["input_ids"]
assert tokenizer.decode(ids) == " The fox 你好 347", ids
sys.exit(worst > 1e-4)
