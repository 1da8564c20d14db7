"""Trains an exported folder further: python further.py FOLDER TEXT --out FOLDER2 [--steps N]. Needs: pip install torch transformers.

Runs alone, under torchrun, or under accelerate launch: transformers' Trainer finds out by itself how many devices there are.
"""

import argparse
import pathlib
import re
import shutil

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer, Trainer, TrainingArguments

parser = argparse.ArgumentParser()
parser.add_argument("folder", type=pathlib.Path)
parser.add_argument("text", type=pathlib.Path)
parser.add_argument("--out", type=pathlib.Path, required=True)
parser.add_argument("--steps", type=int, default=1000)
arguments = parser.parse_args()

tokenizer = AutoTokenizer.from_pretrained(arguments.folder)
model = AutoModelForCausalLM.from_pretrained(arguments.folder)

# Schoolbook has biases for queries, keys and values only, and no shift in its norms: the others stay zero.
for name, parameter in model.named_parameters():
    if name.endswith(".bias") and not re.search(r"[qkv]_proj\.bias$", name):
        parameter.requires_grad = False

# Lines are laid out as in training: one more space before a letter or a space.
documents = [re.sub(r"(^|\n)(?=[A-Za-z ])", r"\1 ", part) for part in re.split(r"\n\s*\n", arguments.text.read_text("utf-8")) if part.strip()]
ids = [token for document in documents for token in tokenizer(document)["input_ids"]]
length = model.config.max_position_embeddings
rows = [ids[start : start + length] for start in range(0, len(ids) - length + 1, length)]
if not rows:
    raise SystemExit(f"{len(ids)} tokens; at least {length} are needed")
data = [{"input_ids": torch.tensor(row), "labels": torch.tensor(row)} for row in rows]

settings = TrainingArguments(
    output_dir=str(arguments.out),
    max_steps=arguments.steps,
    per_device_train_batch_size=16,
    learning_rate=4e-4,
    lr_scheduler_type="cosine",
    warmup_steps=20,
    weight_decay=0.0,
    save_strategy="no",
    report_to=[],
)
trainer = Trainer(model=model, args=settings, train_dataset=data)
trainer.train()
if trainer.is_world_process_zero():
    model.save_pretrained(arguments.out)
    tokenizer.save_pretrained(arguments.out)
    shutil.copy(arguments.folder / "schoolbook.json", arguments.out)
